package io.kvstore.examples.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Text that fits a terminal, and numbers with their nouns. Stateless. */
public final class Wrap {

    /** Columns of a terminal, as everybody may have it. */
    public static final int COLUMNS = 80;

    private Wrap() {}

    /**
     * Breaks a text at its blanks.
     *
     * @param text one line
     * @param width columns that a line may have; a longer word has a line of its own
     * @return its lines
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
     * Whether a line fits a terminal.
     *
     * @param line without colours
     * @return true if it has at most {@link #COLUMNS} characters
     */
    public static boolean fits(String line) {
        return length(line) <= COLUMNS;
    }

    /**
     * A number and what it counts.
     *
     * @param count how many
     * @param noun for one, which takes an s for more
     * @return such as {@code 1 caller} or {@code 16 callers}
     */
    public static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }

    private static int length(CharSequence text) {
        return Character.codePointCount(text, 0, text.length());
    }
}
