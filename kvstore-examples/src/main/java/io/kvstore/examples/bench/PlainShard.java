package io.kvstore.examples.bench;

import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.util.Optional;

/** One shard as a plain baseline uses it: its statements, on a pool of its own. Thread-safe. */
interface PlainShard extends AutoCloseable {

    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    /** As {@link ConditionalWrites#expire}. */
    boolean expire(byte[] key, long ttlMillis);

    /** As {@link ConditionalWrites#putIfAbsent}. */
    boolean putIfAbsent(byte[] key, byte[] value);

    /** As {@link ConditionalWrites#compareAndSet}. */
    CompareAndSet compareAndSet(byte[] key, byte[] value);

    /** Removes a key; returns whether it was there. */
    boolean delete(byte[] key);

    /** As {@link ConditionalWrites#getAndExpire}. */
    Optional<byte[]> getAndExpire(byte[] key, long ttlMillis);

    /** As {@link ConditionalWrites#increment}. */
    long increment(byte[] key);

    @Override
    void close();
}
