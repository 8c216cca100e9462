package io.kvstore.examples.config;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says in one line what is wrong in a config file, and never quotes a line of it, which may hold a password. */
final class ConfigErrors {

    private ConfigErrors() {}

    static String describe(JacksonException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "unknown key '" + path(unknown) + "'; known here: "
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
        return at(e) + line(e) + firstLine(e.getOriginalMessage());
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

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("cannot be read");
    }
}
