package io.kvstore.config;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} in a text by a variable of the environment.
 *
 * @param variables gives a variable's value, or null if it is not set
 */
@SuppressWarnings("NullAway") // UnaryOperator cannot say that only its result may be null
record Environment(UnaryOperator<String> variables) {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    String resolve(String text) {
        return REFERENCE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private String value(String name) {
        String value = variables.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set: export it, or write"
                    + " the value in place of ${" + name + "}");
        }
        return value;
    }
}
