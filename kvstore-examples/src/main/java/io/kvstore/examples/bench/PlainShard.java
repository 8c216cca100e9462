package io.kvstore.examples.bench;

import io.kvstore.examples.bench.ConditionalWrites.CompareAndSet;
import java.util.Optional;

/** One shard of a plain baseline: its statements and its pool. Thread-safe. */
interface PlainShard extends AutoCloseable {

    Optional<byte[]> get(byte[] key);

    void put(byte[] key, byte[] value);

    /** See {@link ConditionalWrites#expire}. */
    boolean expire(byte[] key, long ttlMillis);

    /** See {@link ConditionalWrites#putIfAbsent}. */
    boolean putIfAbsent(byte[] key, byte[] value);

    /** See {@link ConditionalWrites#compareAndSet}. */
    CompareAndSet compareAndSet(byte[] key, byte[] value);

    /** Removes a key. Returns true if it existed. */
    boolean delete(byte[] key);

    /** See {@link ConditionalWrites#getAndExpire}. */
    Optional<byte[]> getAndExpire(byte[] key, long ttlMillis);

    /** See {@link ConditionalWrites#increment}. */
    long increment(byte[] key);

    @Override
    void close();
}
