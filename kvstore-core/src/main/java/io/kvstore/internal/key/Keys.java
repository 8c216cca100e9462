package io.kvstore.internal.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Utf8;
import com.google.common.hash.Hashing;
import io.kvstore.internal.Checks;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The stored form of a key: its position (8 bytes, big-endian), then the key in UTF-8. The position is a hash. It
 * distributes keys over shards and over the table. Stateless.
 */
public final class Keys {

    public static final int MAX_BYTES = 255;
    public static final int POSITION_BYTES = Long.BYTES;

    private Keys() {}

    /** The stored form of a key. Rejects keys that are not 1 to 255 bytes of UTF-8. */
    public static byte[] stored(String key) {
        byte[] stored = encode(key);
        ByteBuffer.wrap(stored).putLong(hash(stored, POSITION_BYTES, stored.length - POSITION_BYTES));
        return stored;
    }

    /**
     * The first eight bytes, read little-endian, of MurmurHash3 x64 128, seed 0. This never changes: rows are stored under
     * their positions.
     */
    public static long hash(byte[] bytes, int offset, int length) {
        return Hashing.murmur3_128().hashBytes(bytes, offset, length).asLong();
    }

    /** Room for the position, then the key. */
    private static byte[] encode(String key) {
        requireNonNull(key, "key");
        int length = utf8Length(key);
        Checks.that(length > 0, "the key is empty: it must be 1 to %d bytes of UTF-8", MAX_BYTES);
        if (length > MAX_BYTES) {
            throw Checks.refusal(
                    "the key '%s…' is %d bytes of UTF-8: at most %d; store a digest of it instead",
                    start(key), length, MAX_BYTES);
        }
        byte[] stored = new byte[POSITION_BYTES + length];
        if (length == key.length()) {
            copyAscii(key, stored);
        } else {
            System.arraycopy(key.getBytes(UTF_8), 0, stored, POSITION_BYTES, length);
        }
        return stored;
    }

    /** Avoids a copy. It drops the high byte of each character, which is 0 in ASCII. */
    @SuppressWarnings("deprecation")
    private static void copyAscii(String key, byte[] stored) {
        key.getBytes(0, key.length(), stored, POSITION_BYTES);
    }

    /** The first 40 characters of a key at most; it never splits a surrogate pair. */
    private static String start(String key) {
        int end = Math.min(key.length(), 40);
        return key.substring(0, Character.isHighSurrogate(key.charAt(end - 1)) ? end - 1 : end);
    }

    private static int utf8Length(String key) {
        try {
            return Utf8.encodedLength(key);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the key is not valid Unicode, it cannot be UTF-8: " + e.getMessage(), e);
        }
    }

    /** The position of a stored key. */
    public static long position(byte[] stored) {
        return ByteBuffer.wrap(stored).getLong();
    }

    /** An empty set of stored keys, in the order of {@link #order}. */
    public static Set<byte[]> newSet() {
        return new TreeSet<>(Arrays::compareUnsigned);
    }

    /** Ascending by unsigned bytes, as the database sorts. All statements take locks in this order. */
    public static <T> Comparator<T> order(Function<T, byte[]> key) {
        return (a, b) -> Arrays.compareUnsigned(key.apply(a), key.apply(b));
    }

    public static String decode(byte[] stored) {
        return new String(stored, POSITION_BYTES, stored.length - POSITION_BYTES, UTF_8);
    }
}
