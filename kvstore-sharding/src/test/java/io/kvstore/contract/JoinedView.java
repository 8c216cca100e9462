package io.kvstore.contract;

import com.google.common.base.Throwables;
import io.kvstore.AsyncKvOperations;
import io.kvstore.Entry;
import io.kvstore.KvOperations;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Makes asynchronous calls and waits for them at once. The contract of blocking calls must hold for them too. */
class JoinedView<V> implements KvOperations<V> {

    private final AsyncKvOperations<V> async;

    JoinedView(AsyncKvOperations<V> async) {
        this.async = async;
    }

    @SuppressWarnings("NullAway") // null if T is Void
    static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            Throwables.throwIfUnchecked(e.getCause());
            throw e;
        }
    }

    @Override
    public Optional<V> get(String key) {
        return join(async.get(key));
    }

    @Override
    public Optional<Entry<V>> getEntry(String key) {
        return join(async.getEntry(key));
    }

    @Override
    public void put(String key, V value) {
        join(async.put(key, value));
    }

    @Override
    public void put(String key, V value, Duration ttl) {
        join(async.put(key, value, ttl));
    }

    @Override
    public boolean delete(String key) {
        return join(async.delete(key));
    }

    @Override
    public OptionalLong putIfAbsent(String key, V value) {
        return join(async.putIfAbsent(key, value));
    }

    @Override
    public OptionalLong putIfAbsent(String key, V value, Duration ttl) {
        return join(async.putIfAbsent(key, value, ttl));
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, V value) {
        return join(async.compareAndSet(key, expectedVersion, value));
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, V value, Duration ttl) {
        return join(async.compareAndSet(key, expectedVersion, value, ttl));
    }

    @Override
    public boolean compareAndDelete(String key, long expectedVersion) {
        return join(async.compareAndDelete(key, expectedVersion));
    }

    @Override
    public Optional<Entry<V>> getAndExpire(String key, Duration ttl) {
        return join(async.getAndExpire(key, ttl));
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        return join(async.expire(key, ttl));
    }

    @Override
    public boolean persist(String key) {
        return join(async.persist(key));
    }

    @Override
    public Optional<Ttl> ttl(String key) {
        return join(async.ttl(key));
    }

    @Override
    public Map<String, V> getAll(Collection<String> keys) {
        return join(async.getAll(keys));
    }

    @Override
    public void putAll(Map<String, ? extends V> entries) {
        join(async.putAll(entries));
    }

    @Override
    public void putAll(Map<String, ? extends V> entries, Duration ttl) {
        join(async.putAll(entries, ttl));
    }

    @Override
    public long deleteAll(Collection<String> keys) {
        return join(async.deleteAll(keys));
    }
}
