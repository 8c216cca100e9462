package io.kvstore.examples.bench;

import java.util.Optional;

/** One shard as a plain baseline uses it: the two statements, on a pool of its own. Thread-safe. */
interface PlainShard extends AutoCloseable {

    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    @Override
    void close();
}
