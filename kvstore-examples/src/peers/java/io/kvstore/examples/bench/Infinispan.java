package io.kvstore.examples.bench;

/**
 * Infinispan as an embedded cache that writes through to its string-keyed JDBC store, as in its
 * <a href="https://infinispan.org/docs/stable/titles/configuring/configuring.html#configuring-jdbc-cache-stores_persistence">guide</a>.
 * A store has one database, so there is one cache for each server, found by the ring of kvstore. Each cache keeps only
 * one entry in memory, so that gets go to the server. Otherwise this would measure a map on the heap.
 */
public final class Infinispan implements Baseline {

    @Override
    public String label() {
        return "infinispan";
    }

    @Override
    public Contender open(String name, Servers servers, int connections) {
        InfinispanRows rows = servers.rows(InfinispanRows.class, InfinispanRows::new);
        return new InfinispanContender(name, rows, new InfinispanCaches(name, servers.config(), connections));
    }
}
