package io.kvstore;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Turns values into bytes and back. Implementations are thread-safe.
 *
 * <p>An exception thrown by {@link #encode} reaches the caller before anything was sent; one thrown by
 * {@link #decode} after the read, which changed nothing.
 *
 * @param <V> the type of the values
 */
public interface Codec<V> {

    /**
     * The bytes to store.
     *
     * @param value the value
     * @return its bytes; the store does not change them
     */
    byte[] encode(V value);

    /**
     * The value of stored bytes.
     *
     * @param bytes what {@link #encode} made, now the caller's own
     * @return the value
     */
    V decode(byte[] bytes);

    /**
     * A codec of two functions.
     *
     * @param encode turns a value into bytes
     * @param decode turns bytes into a value
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
     * Strings as UTF-8. Refuses with {@link IllegalArgumentException} an unpaired surrogate on the way in and
     * bytes that are not UTF-8 on the way out, rather than replace them.
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
