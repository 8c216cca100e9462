package io.kvstore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Converts values to bytes and back. Implementations must be thread-safe.
 *
 * <p>Exceptions of a codec reach the caller. If {@link #encode} throws, nothing was sent. If {@link #decode} throws, the
 * value was read and nothing was changed.
 *
 * @param <V> the type of the values
 */
public interface Codec<V> {

    /**
     * The bytes to store.
     *
     * @param value the value
     * @return its bytes; the store does not modify the array
     */
    byte[] encode(V value);

    /**
     * The value of stored bytes.
     *
     * @param bytes the bytes that {@link #encode} returned, in an array that the codec may keep
     * @return the value
     */
    V decode(byte[] bytes);

    /**
     * Makes a codec of two functions.
     *
     * @param encode converts a value to bytes; must be thread-safe
     * @param decode converts bytes to a value; must be thread-safe
     * @param <V> the type of the values
     * @return the codec
     */
    static <V> Codec<V> of(Function<V, byte[]> encode, Function<byte[], V> decode) {
        return new Codec<>() {
            @Override
            public byte[] encode(V value) {
                return encode.apply(value);
            }

            @Override
            public V decode(byte[] bytes) {
                return decode.apply(bytes);
            }
        };
    }

    /**
     * A codec of strings in UTF-8. It replaces nothing silently: it throws {@link IllegalArgumentException} for a string with
     * an unpaired surrogate, and for bytes that are not UTF-8.
     *
     * @return the codec
     */
    static Codec<String> string() {
        return of(
                value -> {
                    try {
                        ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(java.nio.CharBuffer.wrap(value));
                        byte[] exact = new byte[bytes.remaining()];
                        bytes.get(exact);
                        return exact;
                    } catch (CharacterCodingException e) {
                        throw new IllegalArgumentException("the string has an unpaired surrogate: not UTF-8", e);
                    }
                },
                bytes -> {
                    try {
                        return StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(bytes))
                                .toString();
                    } catch (CharacterCodingException e) {
                        throw new IllegalArgumentException(
                                "the value (" + bytes.length + " bytes) is not UTF-8: read it as bytes", e);
                    }
                });
    }
}
