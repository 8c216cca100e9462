package io.kvstore.examples.bench;

/**
 * What the store can be measured against, on the same servers. Those that are found as services, in the Maven profile
 * {@code peers}, have a public constructor without parameters. Immutable.
 */
interface Baseline {

    /** Its name on the command line, in the table and in JSON. */
    String label();

    /** Whether what it opens has {@link Contender#conditional}. */
    default boolean writesConditionally() {
        return false;
    }

    /**
     * Opens it.
     *
     * @param name what reports call it
     * @param servers what it is to work on
     * @param connections per shard
     */
    Contender open(String name, Servers servers, int connections);
}
