package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.AsyncKvOperations;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An asynchronous store seen through a codec. As thread-safe as the codec. */
final class AsyncTypedView<V> implements AsyncKvOperations<V> {

    private final AsyncKvOperations<byte[]> bytes;
    private final Codec<V> codec;

    AsyncTypedView(AsyncKvOperations<byte[]> bytes, Codec<V> codec) {
        this.bytes = bytes;
        this.codec = requireNonNull(codec, "codec");
    }

    private byte[] encode(V value) {
        return codec.encode(requireNonNull(value, "value"));
    }

    private Entry<V> decode(Entry<byte[]> entry) {
        return new Entry<>(codec.decode(entry.value()), entry.version(), entry.ttl());
    }

    private Map<String, V> decode(Map<String, byte[]> entries) {
        Map<String, V> decoded = new LinkedHashMap<>();
        entries.forEach((key, value) -> decoded.put(key, codec.decode(value)));
        return decoded;
    }

    private Map<String, byte[]> encode(Map<String, ? extends V> entries) {
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        entries.forEach((key, value) -> encoded.put(key, encode(value)));
        return encoded;
    }

    @Override
    public CompletableFuture<Optional<V>> get(String key) {
        return bytes.get(key).thenApply(value -> value.map(codec::decode));
    }

    @Override
    public CompletableFuture<Optional<Entry<V>>> getEntry(String key) {
        return bytes.getEntry(key).thenApply(found -> found.map(this::decode));
    }

    @Override
    public CompletableFuture<Void> put(String key, V value) {
        return bytes.put(key, encode(value));
    }

    @Override
    public CompletableFuture<Void> put(String key, V value, Duration ttl) {
        return bytes.put(key, encode(value), ttl);
    }

    @Override
    public CompletableFuture<Boolean> delete(String key) {
        return bytes.delete(key);
    }

    @Override
    public CompletableFuture<Boolean> putIfAbsent(String key, V value) {
        return bytes.putIfAbsent(key, encode(value));
    }

    @Override
    public CompletableFuture<Boolean> putIfAbsent(String key, V value, Duration ttl) {
        return bytes.putIfAbsent(key, encode(value), ttl);
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(String key, long expectedVersion, V value) {
        return bytes.compareAndSet(key, expectedVersion, encode(value));
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(String key, long expectedVersion, V value, Duration ttl) {
        return bytes.compareAndSet(key, expectedVersion, encode(value), ttl);
    }

    @Override
    public CompletableFuture<Boolean> expire(String key, Duration ttl) {
        return bytes.expire(key, ttl);
    }

    @Override
    public CompletableFuture<Boolean> persist(String key) {
        return bytes.persist(key);
    }

    @Override
    public CompletableFuture<Optional<Ttl>> ttl(String key) {
        return bytes.ttl(key);
    }

    @Override
    public CompletableFuture<Map<String, V>> getAll(Collection<String> keys) {
        return bytes.getAll(keys).thenApply(this::decode);
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends V> entries) {
        return bytes.putAll(encode(entries));
    }

    @Override
    public CompletableFuture<Void> putAll(Map<String, ? extends V> entries, Duration ttl) {
        return bytes.putAll(encode(entries), ttl);
    }

    @Override
    public CompletableFuture<Long> deleteAll(Collection<String> keys) {
        return bytes.deleteAll(keys);
    }
}
