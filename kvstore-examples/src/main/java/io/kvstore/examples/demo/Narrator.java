package io.kvstore.examples.demo;

import io.kvstore.examples.console.Tty;
import io.kvstore.examples.console.Wrap;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** Prints the demo and checks its claims. Not thread-safe. */
final class Narrator {

    private static final int INDENT = 4;

    private final PrintStream out = System.out;
    private final Ansi ansi = Tty.ansi();
    private final long start = System.nanoTime();
    private int chapters;
    private int claims;

    void chapter(String title) {
        chapters++;
        line("");
        line(ansi.string("@|bold,cyan " + chapters + ". " + title + "|@"));
    }

    /** Prints a call and its result. */
    void call(String call, Object answer) {
        String line = String.format(Locale.ROOT, "  %-44s → %s", call, answer);
        if (Wrap.fits(line)) {
            line(line);
        } else {
            line("  " + call);
            Wrap.lines("→ " + answer, Wrap.COLUMNS - INDENT).forEach(part -> line(" ".repeat(INDENT) + part));
        }
    }

    void lines(List<String> lines) {
        lines.forEach(line -> line(("  " + line).stripTrailing()));
    }

    /** Prints a claim. Throws if it is false. */
    void claim(String claim, boolean holds) {
        if (!holds) {
            throw new BrokenClaimException(claim);
        }
        claims++;
        List<String> parts = Wrap.lines(claim, Wrap.COLUMNS - INDENT);
        line(ansi.string("  @|green ✓|@ ") + parts.get(0));
        parts.stream().skip(1).forEach(part -> line(" ".repeat(INDENT) + part));
    }

    void broken(String claim) {
        line(ansi.string("  @|bold,red ✗|@ ") + claim);
        System.err.println("kv: a claim of the demo is false: " + claim);
    }

    void end() {
        double seconds = (System.nanoTime() - start) / 1e9;
        line("");
        line(String.format(Locale.ROOT, "All %d claims were checked and are true. %.1f s.", claims, seconds));
        line("");
        line(ansi.string("@|bold What to try next|@"));
        lines(List.of(
                "./kv put greeting hello --ttl 1m     four embedded shards under ./kv-data",
                "./kv ttl greeting                    its remaining time",
                "./kv locate greeting                 its shard, and SQL that reads its row",
                "./kv ring --svg ring.svg             a picture of the ring",
                "./kv shell                           the same at a prompt, with completion",
                "./kv --help                          all commands",
                "",
                "With MySQL: write a config file (docs/CONFIGURATION.md shows one), then",
                "./kv put greeting hello --config kv.yaml"));
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
