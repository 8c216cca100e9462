package io.kvstore.sharding.internal;

import io.kvstore.Entry;
import io.kvstore.KvOperations;
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
import io.kvstore.internal.request.Put;
import io.kvstore.internal.request.PutIfAbsent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Blocking operations. Each makes a request, runs it, and decodes the result. */
class SyncView<V> implements KvOperations<V> {

    final Caller caller;
    final Values<V> values;

    SyncView(Caller caller, Values<V> values) {
        this.caller = caller;
        this.values = values;
    }

    final <R> R run(Request<R> request) {
        return caller.run(request);
    }

    @Override
    public Optional<V> get(String key) {
        return values.decode(run(new Get(Keys.stored(key))));
    }

    @Override
    public Optional<Entry<V>> getEntry(String key) {
        return values.decodeEntry(run(new GetEntry(Keys.stored(key))));
    }

    @Override
    public Optional<Ttl> ttl(String key) {
        return run(new GetTtl(Keys.stored(key)));
    }

    @Override
    public void put(String key, V value) {
        run(new Put(Keys.stored(key), values.encode(key, value), null));
    }

    @Override
    public void put(String key, V value, Duration ttl) {
        run(new Put(Keys.stored(key), values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public boolean delete(String key) {
        return run(new Delete(Keys.stored(key)));
    }

    @Override
    public OptionalLong putIfAbsent(String key, V value) {
        return run(new PutIfAbsent(Keys.stored(key), values.encode(key, value), null));
    }

    @Override
    public OptionalLong putIfAbsent(String key, V value, Duration ttl) {
        return run(new PutIfAbsent(Keys.stored(key), values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, V value) {
        return run(new CompareAndSet(Keys.stored(key), expectedVersion, values.encode(key, value), null));
    }

    @Override
    public OptionalLong compareAndSet(String key, long expectedVersion, V value, Duration ttl) {
        return run(new CompareAndSet(Keys.stored(key), expectedVersion, values.encode(key, value), Ttls.millis(ttl)));
    }

    @Override
    public boolean compareAndDelete(String key, long expectedVersion) {
        return run(new CompareAndDelete(Keys.stored(key), expectedVersion));
    }

    @Override
    public Optional<Entry<V>> getAndExpire(String key, Duration ttl) {
        return values.decodeEntry(run(new GetAndExpire(Keys.stored(key), Ttls.millis(ttl))));
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        return run(new Expire(Keys.stored(key), Ttls.millis(ttl)));
    }

    @Override
    public boolean persist(String key) {
        return run(new Expire(Keys.stored(key), null));
    }

    @Override
    public Map<String, V> getAll(Collection<String> keys) {
        Map<String, byte[]> found = caller.run(Operation.GET_ALL, batches -> batches.getAll(keys));
        return values.decode(found);
    }

    @Override
    public void putAll(Map<String, ? extends V> entries) {
        putAll(entries, (Long) null);
    }

    @Override
    public void putAll(Map<String, ? extends V> entries, Duration ttl) {
        putAll(entries, Ttls.millis(ttl));
    }

    private void putAll(Map<String, ? extends V> entries, @Nullable Long ttl) {
        Map<String, byte[]> encoded = values.encode(entries);
        caller.run(Operation.PUT_ALL, batches -> {
            batches.putAll(encoded, ttl);
            return encoded;
        });
    }

    @Override
    public long deleteAll(Collection<String> keys) {
        return caller.run(Caller.DELETE_ALL, batches -> batches.deleteAll(keys));
    }
}
