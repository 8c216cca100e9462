package io.kvstore.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people type them: {@code 250ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, {@code 1h30m}. */
public final class Durations {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m(?!s))?(?:(\\d+)s)?(?:(\\d+)ms)?");

    private Durations() {}

    /**
     * Reads a duration: whole numbers, each with its unit (d, h, m, s, ms), the largest unit first.
     *
     * @param text such as {@code 30s} or {@code 1h30m}
     * @return the duration
     * @throws IllegalArgumentException if the text is none, or too long for a {@link Duration}
     */
    public static Duration parse(String text) {
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration: write 250ms, 30s, 5m, 2h, 1d or several of them, as in 1h30m");
        }
        try {
            return Duration.ofDays(part(form, 1))
                    .plusHours(part(form, 2))
                    .plusMinutes(part(form, 3))
                    .plusSeconds(part(form, 4))
                    .plusMillis(part(form, 5));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is longer than any time a computer can count", e);
        }
    }

    private static long part(Matcher form, int unit) {
        String digits = form.group(unit);
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /**
     * Writes a duration so that {@link #parse} reads it back, to the millisecond.
     *
     * @param duration not negative
     * @return such as {@code 29s481ms}
     */
    public static String format(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDaysPart(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "m");
        append(text, duration.toSecondsPart(), "s");
        append(text, duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0ms" : text.toString();
    }

    private static void append(StringBuilder text, long number, String unit) {
        if (number != 0) {
            text.append(number).append(unit);
        }
    }
}
