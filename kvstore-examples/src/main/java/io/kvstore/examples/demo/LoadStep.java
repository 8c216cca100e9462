package io.kvstore.examples.demo;

import io.kvstore.examples.console.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Stores the keys in batches and reads them back. */
final class LoadStep implements Step {

    private static final int BATCH = 1_000;

    @Override
    public String title() {
        return String.format(Locale.ROOT, "Load %,d keys into four shards", Keys.COUNT);
    }

    @Override
    public void run(Stage stage) {
        long start = System.nanoTime();
        try (Progress progress = Progress.start("  loading", " keys", Keys.COUNT)) {
            batches().forEach(batch -> {
                stage.store().putAll(batch.boxed().collect(Collectors.toMap(Keys::key, Keys::value)));
                progress.advance(BATCH);
            });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        stage.narrator()
                .call(
                        "putAll, " + BATCH + " keys a call, shards in parallel",
                        String.format(Locale.ROOT, "%.1f s, %,.0f keys/s", seconds, Keys.COUNT / seconds));
        long same = batches()
                .mapToLong(batch -> unchanged(stage, batch.boxed().toList()))
                .sum();
        stage.narrator()
                .claim(String.format(Locale.ROOT, "%,d keys read back, byte for byte", same), same == Keys.COUNT);
    }

    private static java.util.stream.Stream<IntStream> batches() {
        return IntStream.range(0, Keys.COUNT / BATCH).mapToObj(i -> IntStream.range(i * BATCH, (i + 1) * BATCH));
    }

    private static long unchanged(Stage stage, List<Integer> numbers) {
        Map<String, byte[]> found =
                stage.store().getAll(numbers.stream().map(Keys::key).toList());
        return numbers.stream()
                .filter(number -> Arrays.equals(found.get(Keys.key(number)), Keys.value(number)))
                .count();
    }
}
