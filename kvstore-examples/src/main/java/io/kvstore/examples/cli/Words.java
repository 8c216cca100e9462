package io.kvstore.examples.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line of the shell into words, at blanks and tabs. Single quotes keep all characters between them. Double
 * quotes do too, except that a backslash escapes a double quote or a backslash. Outside quotes, a backslash escapes the
 * next character. There are no variables, patterns, history or redirections. Not thread-safe.
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
     * @return the words; none for an empty line or a comment, which starts with #
     * @throws IllegalArgumentException if a quote is not closed, or the line ends with a single backslash
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
            throw new IllegalArgumentException("the quote " + quote + " at character " + opened
                    + " of the line is not closed: nothing was done; for a quote character write \\" + quote);
        }
        at++;
    }

    private boolean isSpecial(int position) {
        return line.charAt(position) == '"' || line.charAt(position) == '\\';
    }

    private char escaped() {
        if (at == line.length()) {
            throw new IllegalArgumentException(
                    "the line ends with a single backslash: nothing was done; for a backslash character write \\\\");
        }
        return line.charAt(at++);
    }

    private static boolean isBlank(char character) {
        return character == ' ' || character == '\t';
    }
}
