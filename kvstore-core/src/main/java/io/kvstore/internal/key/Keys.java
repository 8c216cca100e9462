package io.kvstore.internal.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Utf8;
import com.google.common.primitives.Longs;
import io.kvstore.internal.Checks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.Function;

/** The stored form of a key: its position, 8 bytes big-endian, then the key in UTF-8. */
public final class Keys {

    public static final int MAX_BYTES = 255;
    public static final int POSITION_BYTES = Long.BYTES;

    private Keys() {}

    /** Room for the position, then the key. Refuses keys that are not 1 to 255 bytes of UTF-8. */
    public static byte[] encode(String key) {
        requireNonNull(key, "key");
        int length = utf8Length(key);
        Checks.that(length > 0, "the key is empty: it must be 1 to %d bytes of UTF-8", MAX_BYTES);
        Checks.that(
                length <= MAX_BYTES,
                "the key '%s…' is %d bytes of UTF-8: at most %d; store a digest of it instead",
                new Start(key),
                length,
                MAX_BYTES);
        byte[] stored = new byte[POSITION_BYTES + length];
        System.arraycopy(key.getBytes(UTF_8), 0, stored, POSITION_BYTES, length);
        return stored;
    }

    /** At most 40 characters of a key, never half of one. */
    private record Start(String key) {
        @Override
        public String toString() {
            int end = Math.min(key.length(), 40);
            return key.substring(0, Character.isHighSurrogate(key.charAt(end - 1)) ? end - 1 : end);
        }
    }

    private static int utf8Length(String key) {
        try {
            return Utf8.encodedLength(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the key is not valid Unicode, it cannot be UTF-8: " + e.getMessage(), e);
        }
    }

    public static byte[] position(byte[] stored, long position) {
        System.arraycopy(Longs.toByteArray(position), 0, stored, 0, POSITION_BYTES);
        return stored;
    }

    public static long position(byte[] stored) {
        return Longs.fromBytes(stored[0], stored[1], stored[2], stored[3], stored[4], stored[5], stored[6], stored[7]);
    }

    /** Ascending as the database sorts them, by unsigned bytes: the one order in which locks are taken. */
    public static <T> Comparator<T> order(Function<T, byte[]> key) {
        return (a, b) -> Arrays.compareUnsigned(key.apply(a), key.apply(b));
    }

    public static String decode(byte[] stored) {
        return new String(stored, POSITION_BYTES, stored.length - POSITION_BYTES, UTF_8);
    }
}
