package io.kvstore.examples.cli;

import io.kvstore.sharding.Ring;
import io.kvstore.sharding.Ring.Arc;
import java.util.List;
import java.util.Locale;

/**
 * Draws a ring as SVG, with a legend. Each arc has the colour of its shard. The ring starts at the top and goes
 * clockwise.
 */
final class RingSvg {

    private static final int SIZE = 640;
    private static final double CENTRE = SIZE / 2.0;
    private static final double RADIUS = 250;
    private static final int LINE = 22;
    private static final double GOLDEN_ANGLE = 137.508; // adjacent shards get very different colours

    private static final double LIGHTNESS = 0.52;
    private static final double SATURATION = 0.31;

    private RingSvg() {}

    static String draw(Ring ring, List<String> shards) {
        StringBuilder svg = new StringBuilder();
        int height = Math.max(SIZE, LINE * (shards.size() + 2));
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                        + " font-size=\"14\">%n",
                SIZE + 280,
                height);
        add(svg, "<title>%s</title>%n", ring.layout());
        add(svg, "<g fill=\"none\" stroke-width=\"70\">%n");
        for (Arc arc : ring.arcs()) {
            arc(svg, arc);
        }
        add(svg, "</g>%n");
        legend(svg, shards, ring.shares());
        return svg.append("</svg>\n").toString();
    }

    /** Draws an arc. A whole circle needs two. */
    private static void arc(StringBuilder svg, Arc arc) {
        double start = turn(arc.after());
        double end = start + arc.fraction();
        if (arc.fraction() > 0.999_999) {
            add(
                    svg,
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.0f\" stroke=\"%s\"/>%n",
                    CENTRE,
                    CENTRE,
                    RADIUS,
                    colour(arc.owner()));
            return;
        }
        add(
                svg,
                "<path d=\"M%.2f %.2fA%.0f %.0f 0 %d 1 %.2f %.2f\" stroke=\"%s\"/>%n",
                x(start),
                y(start),
                RADIUS,
                RADIUS,
                arc.fraction() > 0.5 ? 1 : 0,
                x(end),
                y(end),
                colour(arc.owner()));
    }

    private static void legend(StringBuilder svg, List<String> shards, double[] shares) {
        for (int i = 0; i < shares.length; i++) {
            int y = LINE * (i + 2);
            add(svg, "<rect x=\"%d\" y=\"%d\" width=\"14\" height=\"14\" fill=\"%s\"/>", SIZE, y - 12, colour(i));
            add(svg, "<text x=\"%d\" y=\"%d\">%s: %.2f %%</text>%n", SIZE + LINE, y, shards.get(i), shares[i] * 100);
        }
    }

    /** A position as a fraction of the circle, 0 to 1. */
    private static double turn(long position) {
        return ((position >>> 1) * 2.0 + (position & 1)) / 0x1p64;
    }

    private static double x(double turn) {
        return CENTRE + RADIUS * Math.sin(2 * Math.PI * turn);
    }

    private static double y(double turn) {
        return CENTRE - RADIUS * Math.cos(2 * Math.PI * turn);
    }

    /** As red, green and blue, which all viewers support. */
    private static String colour(int shard) {
        double hue = shard * GOLDEN_ANGLE % 360;
        return String.format(Locale.ROOT, "#%02x%02x%02x", channel(hue, 0), channel(hue, 8), channel(hue, 4));
    }

    /** One channel of a colour of medium saturation and lightness, by the formula of CSS Color 4. */
    private static int channel(double hue, int offset) {
        double k = (offset + hue / 30) % 12;
        return (int) Math.round(255 * (LIGHTNESS - SATURATION * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1))));
    }

    private static void add(StringBuilder svg, String format, Object... args) {
        svg.append(String.format(Locale.ROOT, format, args));
    }
}
