package io.kvstore.examples.bench;

import java.util.Locale;

/** Checks the limits of options. */
final class Limits {

    private Limits() {}

    static void between(String option, int value, int min, int max) {
        that(value >= min && value <= max, "%s is %,d: it must be %,d to %,d", option, value, min, max);
    }

    static void that(boolean holds, String message, Object... args) {
        if (!holds) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, message, args));
        }
    }
}
