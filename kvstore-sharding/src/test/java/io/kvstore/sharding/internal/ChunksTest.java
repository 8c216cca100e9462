package io.kvstore.sharding.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.internal.shard.ManyKeys.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private static Row row(String key, int valueBytes) {
        return new Row(key.getBytes(ISO_8859_1), new byte[valueBytes], null);
    }

    private static List<List<String>> keys(List<List<Row>> chunks) {
        return chunks.stream()
                .map(chunk -> chunk.stream()
                        .map(row -> new String(row.key(), ISO_8859_1))
                        .toList())
                .toList();
    }

    private static List<Row> rows(int valueBytes, String... keys) {
        return Stream.of(keys).map(key -> row(key, valueBytes)).toList();
    }

    @Test
    void nothingIsNoStatement() {
        assertThat(new Chunks(10, 1_000).of(List.of())).isEmpty();
    }

    @Test
    void rowsAreBounded() {
        List<Row> rows = rows(1, "a", "b", "c", "d", "e");
        assertThat(keys(new Chunks(2, 1_000).of(rows)))
                .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
        assertThat(keys(new Chunks(5, 1_000).of(rows))).containsExactly(List.of("a", "b", "c", "d", "e"));
        assertThat(new Chunks(1, 1_000).of(rows)).hasSize(5);
    }

    @Test
    void bytesOfKeysAndValuesAreBounded() {
        List<Row> rows = rows(9, "a", "b", "c");
        assertThat(keys(new Chunks(10, 20).of(rows))).containsExactly(List.of("a", "b"), List.of("c"));
        assertThat(keys(new Chunks(10, 19).of(rows))).containsExactly(List.of("a"), List.of("b"), List.of("c"));
        assertThat(keys(new Chunks(10, 30).of(rows))).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void rowLargerThanTheBoundGoesAlone() {
        List<Row> rows = List.of(row("a", 1), row("b", 100), row("c", 1), row("d", 1));
        assertThat(keys(new Chunks(10, 20).of(rows))).containsExactly(List.of("a"), List.of("b"), List.of("c", "d"));
        assertThat(keys(new Chunks(10, 20).of(rows(100, "a", "b")))).containsExactly(List.of("a"), List.of("b"));
    }

    @Test
    void keysAscendAsUnsignedBytes() {
        List<Row> rows = rows(0, "\u00ff", "b", "\u0000", "a\u0080", "a\u007f", "a", "\u0080");
        assertThat(keys(new Chunks(10, 1_000).of(rows)))
                .containsExactly(List.of("\u0000", "a", "a\u007f", "a\u0080", "b", "\u0080", "\u00ff"));
    }

    @Test
    void listThatWasGivenStaysAsItWas() {
        List<Row> rows = List.of(row("b", 0), row("a", 0));
        assertThat(keys(new Chunks(1, 1_000).of(rows))).containsExactly(List.of("a"), List.of("b"));
    }

    /** 4 MiB each: their sum is beyond an int. */
    @Test
    void bytesDoNotOverflow() {
        byte[] large = new byte[4 * 1024 * 1024];
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            rows.add(new Row(new byte[] {(byte) (i >> 8), (byte) i}, large, null));
        }
        assertThat(new Chunks(1_000, Integer.MAX_VALUE).of(rows)).hasSize(2);
    }

    @RepeatedTest(50)
    void everyRowIsInOneChunkWithinTheBounds(RepetitionInfo seed) {
        SplittableRandom random = new SplittableRandom(seed.getCurrentRepetition());
        int maxRows = random.nextInt(1, 20);
        int maxBytes = random.nextInt(50, 500);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < random.nextInt(200); i++) {
            byte[] key = new byte[random.nextInt(9, 30)];
            random.nextBytes(key);
            rows.add(new Row(key, new byte[random.nextInt(100)], null));
        }
        List<List<Row>> chunks = new Chunks(maxRows, maxBytes).of(rows);

        List<Row> all = chunks.stream().flatMap(List::stream).toList();
        assertThat(all).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(all).extracting(Row::key).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(chunks).allSatisfy(chunk -> {
            assertThat(chunk.size()).isBetween(1, maxRows);
            assertThat(chunk.size() == 1 || bytes(chunk) <= maxBytes).isTrue();
        });
        for (int i = 1; i < chunks.size(); i++) {
            List<Row> before = chunks.get(i - 1);
            assertThat(before.size() == maxRows
                            || bytes(before) + bytes(chunks.get(i).subList(0, 1)) > maxBytes)
                    .as("no chunk ends early")
                    .isTrue();
        }
    }

    private static int bytes(List<Row> chunk) {
        return chunk.stream()
                .mapToInt(row -> row.key().length + row.value().length)
                .sum();
    }
}
