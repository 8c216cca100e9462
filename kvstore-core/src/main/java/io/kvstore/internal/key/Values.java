package io.kvstore.internal.key;

import static java.util.Objects.requireNonNull;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.internal.Checks;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Converts values to stored bytes and back, and checks their size. As thread-safe as the codec.
 *
 * @param <V> the type of the values
 */
public final class Values<V> {

    private final Codec<V> codec;
    private final int maxBytes;

    private Values(Codec<V> codec, int maxBytes) {
        this.codec = codec;
        this.maxBytes = maxBytes;
    }

    /** Values that are stored as they are. */
    public static Values<byte[]> ofBytes(int maxBytes) {
        return new Values<>(Codec.of(Function.identity(), Function.identity()), maxBytes);
    }

    /** With another codec and the same limit. */
    public <T> Values<T> as(Codec<T> other) {
        return new Values<>(requireNonNull(other, "codec"), maxBytes);
    }

    /** Rejects a value that is larger than the limit. */
    public byte[] encode(String key, V value) {
        byte[] bytes = codec.encode(requireNonNull(value, "value"));
        if (bytes.length > maxBytes) {
            throw Checks.refusal(
                    "the value of '%s' is %d bytes: at most %d (maxValueBytes); split it, or raise the limit",
                    key, bytes.length, maxBytes);
        }
        return bytes;
    }

    public Map<String, byte[]> encode(Map<String, ? extends V> entries) {
        Map<String, byte[]> encoded = new LinkedHashMap<>();
        requireNonNull(entries, "entries").forEach((key, value) -> encoded.put(key, encode(key, value)));
        return encoded;
    }

    public Optional<V> decode(Optional<byte[]> value) {
        return value.map(codec::decode);
    }

    public Optional<Entry<V>> decodeEntry(Optional<Entry<byte[]>> found) {
        return found.map(entry -> new Entry<>(codec.decode(entry.value()), entry.version(), entry.ttl()));
    }

    public Map<String, V> decode(Map<String, byte[]> entries) {
        Map<String, V> decoded = new LinkedHashMap<>();
        entries.forEach((key, value) -> decoded.put(key, codec.decode(value)));
        return decoded;
    }
}
