package io.kvstore.examples.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.ReapReport;
import io.kvstore.examples.console.ReapTable;
import io.kvstore.examples.console.Wrap;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The output of the demo fits into a terminal, even with large counts and times. */
class NarratorTest {

    private static List<String> printed(Consumer<Narrator> story) {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            story.accept(new Narrator());
        } finally {
            System.setOut(out);
        }
        assertThat(bytes.toString(UTF_8).lines()).allMatch(Wrap::fits, "fits a terminal");
        return bytes.toString(UTF_8).lines().toList();
    }

    @Test
    void aCallWithALongAnswerHasItOnLinesOfItsOwn() {
        assertThat(printed(narrator -> narrator.call("get", "short")))
                .containsExactly("  get                                          → short");
        assertThat(printed(narrator -> narrator.call("get", "word ".repeat(20).strip())))
                .hasSize(3)
                .startsWith("  get")
                .element(2)
                .asString()
                .startsWith("    word");
    }

    @Test
    void aLongClaimIsBroken() {
        assertThat(printed(narrator -> narrator.claim("claim ".repeat(20).strip(), true)))
                .hasSize(2)
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("  ✓ claim"),
                        line -> assertThat(line).startsWith("    claim"));
    }

    @Test
    void theLastLinesHaveNoTrailingBlanks() {
        assertThat(printed(Narrator::end)).hasSizeGreaterThan(8).noneMatch(line -> line.endsWith(" "));
    }

    @Test
    void manySlowCallsOfABurst() {
        Histogram slow = new Histogram(3);
        slow.recordValueWithCount(Duration.ofDays(1).toNanos(), 1_000_000_000_000L);
        List<String> lines = printed(narrator -> BurstStep.report(narrator, new Caller.Tally(slow, slow, 0)));
        assertThat(lines).contains("  ✓ 2,000,000,000,000 calls, and none failed");
        assertThat(lines.get(1)).startsWith("  get   200,000,000,000  86");
    }

    @Test
    void aReaperThatFindsMuch() {
        ReapReport.Shard shard = new ReapReport.Shard(
                "shard-3",
                Long.MAX_VALUE,
                Duration.ofDays(9).plusMillis(86_399_999),
                false,
                Optional.of(Duration.ofDays(99).plusMillis(86_399_999)),
                Optional.empty());
        List<String> lines = ReapTable.lines(new ReapReport(List.of(shard), shard.took()));
        assertThat(printed(narrator -> narrator.lines(lines)))
                .hasSize(2)
                .last()
                .asString()
                .contains("9223372036854775807");
    }
}
