package io.kvstore.examples.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * The words of a line of the shell. Blanks and tabs part words. Between single quotes every character is itself; between
 * double quotes too, but for a backslash before a double quote or a backslash. Elsewhere a backslash makes the next
 * character itself. Nothing else has a meaning: no variable, no pattern, no history, no file. Not thread-safe.
 */
final class Words {

    private final String line;
    private int at;

    private Words(String line) {
        this.line = line;
    }

    /**
     * Splits a line.
     *
     * @return its words, none for an empty line and for a comment, which begins with #
     * @throws IllegalArgumentException if a quote is not closed, or the last character is a lone backslash
     */
    static List<String> of(String line) {
        return line.stripLeading().startsWith("#") ? List.of() : new Words(line).split();
    }

    private List<String> split() {
        List<String> words = new ArrayList<>();
        while (skipBlanks()) {
            words.add(word());
        }
        return words;
    }

    private boolean skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
        return at < line.length();
    }

    private String word() {
        StringBuilder word = new StringBuilder();
        while (at < line.length() && !isBlank(line.charAt(at))) {
            char character = line.charAt(at++);
            switch (character) {
                case '\'', '"' -> quoted(character, word);
                case '\\' -> word.append(escaped());
                default -> word.append(character);
            }
        }
        return word.toString();
    }

    private void quoted(char quote, StringBuilder word) {
        int opened = at;
        while (at < line.length() && line.charAt(at) != quote) {
            boolean escapes = quote == '"' && line.charAt(at) == '\\' && at + 1 < line.length() && isSpecial(at + 1);
            word.append(line.charAt(escapes ? ++at : at));
            at++;
        }
        if (at == line.length()) {
            throw new IllegalArgumentException("the quote " + quote + " that is the character " + opened
                    + " of the line is not closed: nothing was done; for a quote itself write \\" + quote);
        }
        at++;
    }

    private boolean isSpecial(int position) {
        return line.charAt(position) == '"' || line.charAt(position) == '\\';
    }

    private char escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException(
                    "the line ends with a lone backslash: nothing was done; for a backslash itself write \\\\");
        }
        return line.charAt(at++);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
