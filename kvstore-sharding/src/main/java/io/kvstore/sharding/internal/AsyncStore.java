package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.AsyncKvOperations;
import io.kvstore.AsyncKvStore;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.Ttl;
import io.kvstore.internal.key.Ttls;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A store without blocked threads. Thread-safe. */
final class AsyncStore implements AsyncKvStore {

    private final KeyCalls calls;
    private final Batches batches;
    private final Executor executor;

    /** With futures that the executor completes. */
    AsyncStore(KeyCalls calls, Batches batches, Executor executor) {
        this.calls = calls;
        this.batches = batches;
        this.executor = requireNonNull(executor, "executor");
    }

    @Override
    public CompletableFuture<Optional<byte[]>> get(String key) {
        return calls.get(key).submit(executor);
    }

    @Override
    public CompletableFuture<Optional<Entry<byte[]>>> getEntry(String key) {
        return calls.getEntry(key).submit(executor);
    }

    @Override
    public CompletableFuture<Void> put(String key, byte[] value) {
        return calls.put(key, value, null).submit(executor);
    }

    @Override
    public CompletableFuture<Void> put(String key, byte[] value, Duration ttl) {
        return calls.put(key, value, Ttls.millis(ttl)).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> delete(String key) {
        return calls.delete(key).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> putIfAbsent(String key, byte[] value) {
        return calls.putIfAbsent(key, value, null).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> putIfAbsent(String key, byte[] value, Duration ttl) {
        return calls.putIfAbsent(key, value, Ttls.millis(ttl)).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(String key, long expectedVersion, byte[] value) {
        return calls.compareAndSet(key, expectedVersion, value, null).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(String key, long expectedVersion, byte[] value, Duration ttl) {
        return calls.compareAndSet(key, expectedVersion, value, Ttls.millis(ttl))
                .submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> expire(String key, Duration ttl) {
        return calls.expire(key, ttl).submit(executor);
    }

    @Override
    public CompletableFuture<Boolean> persist(String key) {
        return calls.persist(key).submit(executor);
    }

    @Override
    public CompletableFuture<Optional<Ttl>> ttl(String key) {
        return calls.ttl(key).submit(executor);
    }

    @Override
    public CompletableFuture<Map<String, byte[]>> getAll(Collection<String> keys) {
        return batches.getAll(keys, executor);
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends byte[]> entries) {
        return batches.putAll(entries, null, executor);
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends byte[]> entries, Duration ttl) {
        return batches.putAll(entries, Ttls.millis(ttl), executor);
    }

    @Override
    public CompletableFuture<Long> deleteAll(Collection<String> keys) {
        return batches.deleteAll(keys, executor);
    }

    @Override
    public <V> AsyncKvOperations<V> as(Codec<V> codec) {
        return new AsyncTypedView<>(this, codec);
    }
}
