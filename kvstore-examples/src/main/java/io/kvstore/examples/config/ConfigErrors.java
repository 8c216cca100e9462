package io.kvstore.examples.config;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in one line what is wrong in a config file, and never quotes a line of it, which may hold a password. */
final class ConfigErrors {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{0,60}");

    private ConfigErrors() {}

    static String describe(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + name(path(unknown)) + "'; known here: "
                    + unknown.getKnownPropertyIds().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(joining(", "));
        }
        if (e.getCause() instanceof IllegalArgumentException refused) {
            return at(e) + refused.getMessage();
        }
        if (e instanceof InvalidFormatException format) {
            return at(e) + "'" + format.getValue() + "': " + kind(format.getTargetType()) + " is expected here";
        }
        if (e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
            return at(e) + line(e) + expected(mismatched.getTargetType()) + " is expected here";
        }
        return at(e) + line(e) + (e instanceof StreamReadException unread ? describe(unread) : firstLine(e));
    }

    private static String expected(Class<?> type) {
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "a group of keys with their values (and one only)";
        }
        return kind(type);
    }

    private static String kind(Class<?> type) {
        return type == String.class
                ? "a text"
                : type == Integer.class ? "a whole number" : type == Boolean.class ? "true or false" : "a value";
    }

    private static String at(JacksonException e) {
        return e instanceof DatabindException bound && !bound.getPath().isEmpty() ? path(bound) + ": " : "";
    }

    private static String path(DatabindException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String line(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : "line " + location.getLineNr() + ": ";
    }

    /** A parser's message may quote what it stumbled over. */
    private static String describe(StreamReadException e) {
        String said = firstLine(e);
        return said.startsWith("Duplicate ")
                ? said
                : "neither YAML nor JSON from here on; a text with special characters, such as a password, goes in quotes";
    }

    private static String firstLine(JacksonException e) {
        return e.getOriginalMessage().lines().findFirst().orElse("cannot be read");
    }

    /** Only what a key can be made of: who forgets the blank of {@code password: x} has written a key. */
    private static String name(String path) {
        Matcher name = NAME.matcher(path);
        return name.lookingAt() && !name.hitEnd() ? name.group() + "…" : path;
    }
}
