package io.kvstore.adapter.cache;

import io.kvstore.Codec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NullValue;

/** The values of a cache as bytes: one byte for null, or a byte and what the codec makes of a value. Thread-safe. */
final class CachedValues {

    private static final byte NULL = 0;
    private static final byte VALUE = 1;

    private final String cache;
    private final Codec<Object> codec;
    private final Warnings unreadable;

    CachedValues(String cache, Codec<Object> codec, Warnings unreadable) {
        this.cache = cache;
        this.codec = codec;
        this.unreadable = unreadable;
    }

    byte[] encode(Object value) {
        if (value == NullValue.INSTANCE) {
            return new byte[] {NULL};
        }
        byte[] encoded = codec.encode(value);
        byte[] bytes = new byte[1 + encoded.length];
        bytes[0] = VALUE;
        System.arraycopy(encoded, 0, bytes, 1, encoded.length);
        return bytes;
    }

    /** Null if it cannot be read, which counts as a miss. */
    @Nullable
    Object decode(byte[] bytes) {
        try {
            if (bytes.length == 1 && bytes[0] == NULL) {
                return NullValue.INSTANCE;
            }
            if (bytes.length > 0 && bytes[0] == VALUE) {
                return codec.decode(Arrays.copyOfRange(bytes, 1, bytes.length));
            }
            throw new IllegalArgumentException("it is not a value of a cache");
        } catch (RuntimeException e) {
            unreadable.warn("cache '" + cache + "': a value cannot be read and counts as a miss", e);
            return null;
        }
    }
}
