package io.kvstore.examples.bench;

/**
 * A baseline with a size of its pools.
 *
 * @param name what reports call it
 * @param baseline what it is
 * @param connections per shard
 */
record Rival(String name, Baseline baseline, int connections) {

    Contender open(Servers servers) {
        return baseline.open(name, servers, connections);
    }
}
