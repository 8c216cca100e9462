package io.kvstore.examples.bench;

/**
 * An alternative to the store, measured on the same servers. The baselines of the Maven profile {@code peers} are found
 * as services and need a public constructor without parameters. Immutable.
 */
interface Baseline {

    /** The name on the command line, in the table and in JSON. */
    String label();

    /** Whether its contenders have {@link Contender#conditional}. */
    default boolean writesConditionally() {
        return false;
    }

    /**
     * Opens a contender.
     *
     * @param name its name in reports
     * @param servers the servers to use
     * @param connections the number of connections per shard
     */
    Contender open(String name, Servers servers, int connections);
}
