package io.kvstore.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a config, and where it stands. Its methods read it, or refuse it with what is expected.
 *
 * @param path such as {@code pool.maxConnections}; empty for the config as a whole
 * @param value a text, a number, a boolean, a map, a list or null
 * @param variables replaces what a text refers to
 */
record Node(String path, @Nullable Object value, UnaryOperator<String> variables) {

    /** No leading zeros, which some readers take for octal digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(0|[1-9][0-9_]*)");

    boolean isLeftOut() {
        return value == null
                || "".equals(value)
                || (value instanceof Map<?, ?> map && map.isEmpty())
                || (value instanceof List<?> list && list.isEmpty());
    }

    Map<String, Node> group() {
        Map<String, Node> nodes = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> nodes.put((String) name, child((String) name, each)));
        } else if (!isLeftOut()) {
            throw refusal("a group of keys with their values (and one only) is expected here");
        }
        return nodes;
    }

    List<Node> list() {
        List<Node> nodes = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(each -> nodes.add(new Node(path + "[" + nodes.size() + "]", each, variables)));
        } else if (!isLeftOut()) {
            throw refusal("a list is expected here");
        }
        return nodes;
    }

    Node leftOut(String name) {
        return child(name, null);
    }

    private Node child(String name, @Nullable Object each) {
        return new Node(path.isEmpty() ? name : path + "." + name, each, variables);
    }

    String text() {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            try {
                return variables.apply(value.toString());
            } catch (IllegalArgumentException e) {
                throw refusal(e.getMessage());
            }
        }
        throw refusal("a text is expected here");
    }

    int number() {
        String text = text();
        if (!NUMBER.matcher(text).matches()) {
            throw refusal("'" + text + "': a whole number is expected here");
        }
        try {
            return Integer.parseInt(text.replace("_", ""));
        } catch (NumberFormatException e) {
            throw refusal("'" + text + "' is too large for any setting");
        }
    }

    boolean flag() {
        String text = text();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw refusal("'" + text + "': true or false is expected here");
    }

    Duration duration() {
        try {
            return Durations.parse(text());
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw refusal(e.getMessage());
        }
    }

    /** Runs what refuses a value by its name. The error gets the path. */
    <T> T refusing(Supplier<T> task) {
        try {
            return task.get();
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(path, String.valueOf(e.getMessage()));
        }
    }

    private ConfigException refusal(@Nullable String message) {
        return new ConfigException(path, (path.isEmpty() ? "" : path + ": ") + message);
    }

    /** Its value may be a secret. */
    @Override
    public String toString() {
        return path;
    }
}
