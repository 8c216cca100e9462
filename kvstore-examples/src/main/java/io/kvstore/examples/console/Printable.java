package io.kvstore.examples.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Locale;

/**
 * Makes text safe for a terminal. It escapes characters that move the cursor, change colours or change the direction of
 * writing. The escapes are those of bash. Stateless.
 */
public final class Printable {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /**
     * A value, which may have several lines.
     *
     * @param value any bytes
     * @return its text; in the quotes {@code $'…'} of bash if it is not UTF-8 or has characters to escape
     */
    public static String value(byte[] value) {
        return quoted(value, true);
    }

    /**
     * A value or key within a line.
     *
     * @param value any bytes
     * @return its text; in the quotes {@code $'…'} of bash also if it has a tab or a line end
     */
    public static String inLine(byte[] value) {
        return quoted(value, false);
    }

    /**
     * A message within a line.
     *
     * @param message may contain text from anywhere
     * @return the same, with escapes such as {@code \x1b}
     */
    public static String message(String message) {
        return escape(message, false, "");
    }

    /**
     * A message of several lines, such as a stack trace.
     *
     * @param message may contain text from anywhere
     * @return the same, with escapes
     */
    public static String lines(String message) {
        return escape(message, true, "");
    }

    /**
     * A line of JSON. The characters to escape can only be in its strings.
     *
     * @param json valid JSON
     * @return the same JSON, with the escapes of JSON
     */
    public static String json(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(character -> {
            if (isHarmless(character, true)) {
                text.appendCodePoint(character);
            } else {
                for (char unit : Character.toChars(character)) {
                    text.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return text.toString();
    }

    private static String quoted(byte[] value, boolean severalLines) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(value);
        CharBuffer chars = CharBuffer.allocate(value.length);
        StringBuilder escaped = new StringBuilder();
        boolean harmless = true;
        CoderResult result;
        do {
            result = decoder.decode(in, chars, true);
            String text = chars.flip().toString();
            harmless &= text.codePoints().allMatch(character -> isHarmless(character, severalLines));
            escaped.append(escape(text, false, "\\'"));
            chars.clear();
            if (result.isMalformed()) {
                harmless = false;
                for (int i = 0; i < result.length(); i++) {
                    escaped.append(hex(in.get()));
                }
            }
        } while (result.isMalformed());
        String text = new String(value, UTF_8);
        return harmless && !text.startsWith("$'") ? text : "$'" + escaped + "'";
    }

    private static String escape(String text, boolean severalLines, String special) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            if (!isHarmless(character, severalLines)) {
                escaped.append(escape(character));
            } else {
                escaped.append(special.indexOf(character) >= 0 ? "\\" : "").appendCodePoint(character);
            }
        });
        return escaped.toString();
    }

    private static String escape(int character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                character < 0x80
                        ? hex((byte) character)
                        : String.format(Locale.ROOT, character > 0xFFFF ? "\\U%08x" : "\\u%04x", character);
        };
    }

    private static String hex(byte value) {
        return String.format(Locale.ROOT, "\\x%02x", value);
    }

    private static boolean isHarmless(int character, boolean severalLines) {
        return switch (Character.getType(character)) {
            case Character.CONTROL -> severalLines && (character == '\n' || character == '\t');
            case Character.FORMAT -> character == ZERO_WIDTH_NON_JOINER || character == ZERO_WIDTH_JOINER;
            case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
