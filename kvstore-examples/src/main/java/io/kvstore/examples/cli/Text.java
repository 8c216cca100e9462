package io.kvstore.examples.cli;

import io.kvstore.Codec;
import java.util.Optional;

/** Converts values to text. */
final class Text {

    private static final Codec<String> UTF_8 = Codec.string();

    private Text() {}

    static byte[] encode(String text) {
        return UTF_8.encode(text);
    }

    /** The value as text, or empty if its bytes are not UTF-8. */
    static Optional<String> decode(byte[] value) {
        try {
            return Optional.of(UTF_8.decode(value));
        } catch (IllegalArgumentException notText) {
            return Optional.empty();
        }
    }
}
