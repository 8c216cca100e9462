package io.kvstore.examples.console;

/** Horizontal bars of text. */
public final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bars() {}

    /**
     * A bar.
     *
     * @param fraction how much of the width is filled, 0 to 1
     * @param width its length at 1, in characters
     * @return {@code width} characters
     */
    public static String bar(double fraction, int width) {
        int eighths = (int) Math.round(Math.max(0, Math.min(1, fraction)) * width * 8);
        String bar = "█".repeat(eighths / 8);
        if (eighths % 8 != 0) {
            bar += EIGHTHS.charAt(eighths % 8);
        }
        return bar + " ".repeat(width - bar.length());
    }
}
