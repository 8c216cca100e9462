package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;

/** Get and put of the caches. Thread-safe. */
final class InfinispanContender implements Contender {

    private final String name;
    private final Rows rows;
    private final InfinispanCaches caches;

    InfinispanContender(String name, Rows rows, InfinispanCaches caches) {
        this.name = name;
        this.rows = rows;
        this.caches = caches;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Rows rows() {
        return rows;
    }

    @Override
    public Optional<byte[]> get(String key) {
        return Optional.ofNullable(caches.of(key.getBytes(UTF_8)).get(key));
    }

    @Override
    public void put(String key, byte[] value) {
        caches.of(key.getBytes(UTF_8)).put(key, value);
    }

    @Override
    public void close() {
        caches.close();
    }
}
