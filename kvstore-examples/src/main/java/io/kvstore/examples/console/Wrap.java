package io.kvstore.examples.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Wraps text to the width of a terminal, and formats numbers with nouns. Stateless. */
public final class Wrap {

    /** The width of a terminal that can always be assumed. */
    public static final int COLUMNS = 80;

    private Wrap() {}

    /**
     * Wraps a text at blanks.
     *
     * @param text one line
     * @param width the most characters of a line; a longer word gets its own line
     * @return the lines
     */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && length(line) + 1 + length(word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /**
     * Whether a line fits into a terminal.
     *
     * @param line without colours
     * @return true if it has at most {@link #COLUMNS} characters
     */
    public static boolean fits(String line) {
        return length(line) <= COLUMNS;
    }

    /**
     * A number with a noun.
     *
     * @param count the number
     * @param noun in the singular; the plural adds an s
     * @return for example {@code 1 caller} or {@code 16 callers}
     */
    public static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
