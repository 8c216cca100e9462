package io.kvstore.internal;

import static java.util.Objects.requireNonNull;

import com.google.errorprone.annotations.FormatMethod;
import java.time.Duration;
import java.util.Locale;

/** Rejects invalid arguments. The message names the value, the limit, and what to do. */
public final class Checks {

    private Checks() {}

    @FormatMethod
    public static void that(boolean holds, String message, Object... args) {
        if (!holds) {
            throw refusal(message, args);
        }
    }

    /** An exception to throw. Use it where {@link #that} would format its arguments for each valid value. */
    @FormatMethod
    public static IllegalArgumentException refusal(String message, Object... args) {
        return new IllegalArgumentException(String.format(Locale.ROOT, message, args));
    }

    public static void between(String name, long value, long min, long max) {
        that(value >= min && value <= max, "%s is %d: it must be %d to %d", name, value, min, max);
    }

    public static void between(String name, Duration value, Duration min, Duration max) {
        requireNonNull(value, name);
        that(
                value.compareTo(min) >= 0 && value.compareTo(max) <= 0,
                "%s is %s: it must be %s to %s",
                name,
                value,
                min,
                max);
    }
}
