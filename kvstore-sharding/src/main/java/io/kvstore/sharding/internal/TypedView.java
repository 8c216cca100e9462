package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvOperations;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A store seen through a codec. As thread-safe as the codec. */
final class TypedView<V> implements KvOperations<V> {

    private final KvOperations<byte[]> bytes;
    private final Codec<V> codec;

    TypedView(KvOperations<byte[]> bytes, Codec<V> codec) {
        this.bytes = bytes;
        this.codec = requireNonNull(codec, "codec");
    }

    private byte[] encode(V value) {
        return codec.encode(requireNonNull(value, "value"));
    }

    private Map<String, byte[]> encode(Map<String, ? extends V> entries) {
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        entries.forEach((key, value) -> encoded.put(key, encode(value)));
        return encoded;
    }

    @Override
    public Optional<V> get(String key) {
        return bytes.get(key).map(codec::decode);
    }

    @Override
    public Optional<Entry<V>> getEntry(String key) {
        return bytes.getEntry(key).map(entry -> new Entry<>(codec.decode(entry.value()), entry.version(), entry.ttl()));
    }

    @Override
    public void put(String key, V value) {
        bytes.put(key, encode(value));
    }

    @Override
    public void put(String key, V value, Duration ttl) {
        bytes.put(key, encode(value), ttl);
    }

    @Override
    public boolean delete(String key) {
        return bytes.delete(key);
    }

    @Override
    public boolean putIfAbsent(String key, V value) {
        return bytes.putIfAbsent(key, encode(value));
    }

    @Override
    public boolean putIfAbsent(String key, V value, Duration ttl) {
        return bytes.putIfAbsent(key, encode(value), ttl);
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, V value) {
        return bytes.compareAndSet(key, expectedVersion, encode(value));
    }

    @Override
    public boolean compareAndSet(String key, long expectedVersion, V value, Duration ttl) {
        return bytes.compareAndSet(key, expectedVersion, encode(value), ttl);
    }

    @Override
    public boolean expire(String key, Duration ttl) {
        return bytes.expire(key, ttl);
    }

    @Override
    public boolean persist(String key) {
        return bytes.persist(key);
    }

    @Override
    public Optional<Ttl> ttl(String key) {
        return bytes.ttl(key);
    }

    @Override
    public Map<String, V> getAll(Collection<String> keys) {
        Map<String, V> decoded = new LinkedHashMap<>();
        bytes.getAll(keys).forEach((key, value) -> decoded.put(key, codec.decode(value)));
        return decoded;
    }

    @Override
    public void putAll(Map<String, ? extends V> entries) {
        bytes.putAll(encode(entries));
    }

    @Override
    public void putAll(Map<String, ? extends V> entries, Duration ttl) {
        bytes.putAll(encode(entries), ttl);
    }

    @Override
    public long deleteAll(Collection<String> keys) {
        return bytes.deleteAll(keys);
    }
}
