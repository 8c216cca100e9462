package io.kvstore.examples.bench;

/**
 * A baseline with a pool size.
 *
 * @param name its name in reports
 * @param baseline the baseline
 * @param connections the number of connections per shard
 */
record Rival(String name, Baseline baseline, int connections) {

    Contender open(Servers servers) {
        return baseline.open(name, servers, connections);
    }
}
