package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.AsyncKvOperations;
import io.kvstore.AsyncKvStore;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.Operation;
import io.kvstore.Ttl;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.key.Ttls;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.request.CompareAndDelete;
import io.kvstore.internal.request.CompareAndSet;
import io.kvstore.internal.request.Delete;
import io.kvstore.internal.request.Expire;
import io.kvstore.internal.request.Get;
import io.kvstore.internal.request.GetAndExpire;
import io.kvstore.internal.request.GetEntry;
import io.kvstore.internal.request.GetTtl;
import io.kvstore.internal.request.Increment;
import io.kvstore.internal.request.Put;
import io.kvstore.internal.request.PutIfAbsent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asynchronous operations. Each makes a request and submits it. The executor decodes the result. */
class AsyncView<V> implements AsyncKvOperations<V> {

    private final Caller caller;
    private final Executor executor;
    private final Values<V> values;

    AsyncView(Caller caller, Executor executor, Values<V> values) {
        this.caller = caller;
        this.executor = requireNonNull(executor, "executor");
        this.values = values;
    }

    /** The view of bytes, which makes typed views. */
    static AsyncKvStore ofBytes(Caller caller, Executor executor, Values<byte[]> values) {
        final class OfBytes extends AsyncView<byte[]> implements AsyncKvStore {

            OfBytes() {
                super(caller, executor, values);
            }

            @Override
            public <V> AsyncKvOperations<V> as(Codec<V> codec) {
                return new AsyncView<>(caller, executor, values.as(codec));
            }

            @Override
            public CompletableFuture<Long> increment(String key, long delta) {
                return submit(new Increment(Keys.stored(key), delta, null));
            }

            @Override
            public CompletableFuture<Long> increment(String key, long delta, Duration ttl) {
                return submit(new Increment(Keys.stored(key), delta, Ttls.millis(ttl)));
            }
        }
        return new OfBytes();
    }

    final <R> CompletableFuture<R> submit(Request<R> request) {
        return caller.submit(request, executor, Function.identity());
    }

    private <R, T> CompletableFuture<T> submit(Request<R> request, Function<R, T> decoder) {
        return caller.submit(request, executor, decoder);
    }

    @Override
    public CompletableFuture<Optional<V>> get(String key) {
        return submit(new Get(Keys.stored(key)), values::decode);
    }

    @Override
    public CompletableFuture<Optional<Entry<V>>> getEntry(String key) {
        return submit(new GetEntry(Keys.stored(key)), values::decodeEntry);
    }

    @Override
    public CompletableFuture<Optional<Ttl>> ttl(String key) {
        return submit(new GetTtl(Keys.stored(key)));
    }

    @Override
    public CompletableFuture<Void> put(String key, V value) {
        return submit(new Put(Keys.stored(key), values.encode(key, value), null));
    }

    @Override
    public CompletableFuture<Void> put(String key, V value, Duration ttl) {
        return submit(new Put(Keys.stored(key), values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public CompletableFuture<Boolean> delete(String key) {
        return submit(new Delete(Keys.stored(key)));
    }

    @Override
    public CompletableFuture<OptionalLong> putIfAbsent(String key, V value) {
        return submit(new PutIfAbsent(Keys.stored(key), values.encode(key, value), null));
    }

    @Override
    public CompletableFuture<OptionalLong> putIfAbsent(String key, V value, Duration ttl) {
        return submit(new PutIfAbsent(Keys.stored(key), values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value) {
        return submit(new CompareAndSet(Keys.stored(key), expectedVersion, values.encode(key, value), null));
    }

    @Override
    public CompletableFuture<OptionalLong> compareAndSet(String key, long expectedVersion, V value, Duration ttl) {
        return submit(
                new CompareAndSet(Keys.stored(key), expectedVersion, values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public CompletableFuture<Boolean> compareAndDelete(String key, long expectedVersion) {
        return submit(new CompareAndDelete(Keys.stored(key), expectedVersion));
    }

    @Override
    public CompletableFuture<Optional<Entry<V>>> getAndExpire(String key, Duration ttl) {
        return submit(new GetAndExpire(Keys.stored(key), Ttls.millis(ttl)), values::decodeEntry);
    }

    @Override
    public CompletableFuture<Boolean> expire(String key, Duration ttl) {
        return submit(new Expire(Keys.stored(key), Ttls.millis(ttl)));
    }

    @Override
    public CompletableFuture<Boolean> persist(String key) {
        return submit(new Expire(Keys.stored(key), null));
    }

    @Override
    public CompletableFuture<Map<String, V>> getAll(Collection<String> keys) {
        return caller.submit(Operation.GET_ALL, executor, batches -> batches.getAll(keys, executor))
                .thenApply(values::decode);
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends V> entries) {
        return putAll(entries, (Long) null);
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends V> entries, Duration ttl) {
        return putAll(entries, Ttls.millis(ttl));
    }

    private CompletableFuture<Void> putAll(Map<String, ? extends V> entries, @Nullable Long ttl) {
        Map<String, byte[]> encoded = values.encode(entries);
        return caller.submit(Operation.PUT_ALL, executor, batches -> batches.putAll(encoded, ttl, executor));
    }

    @Override
    public CompletableFuture<Long> deleteAll(Collection<String> keys) {
        return caller.submit(Caller.DELETE_ALL, executor, batches -> batches.deleteAll(keys, executor));
    }
}
