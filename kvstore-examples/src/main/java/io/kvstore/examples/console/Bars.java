package io.kvstore.examples.console;

/** Horizontal bars, drawn with characters. */
public final class Bars {

    private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

    private Bars() {}

    /**
     * Draws a bar.
     *
     * @param fraction the filled part, 0 to 1
     * @param width the length of the bar in characters
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
