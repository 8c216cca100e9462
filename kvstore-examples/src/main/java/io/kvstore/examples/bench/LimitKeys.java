package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.examples.bench.PlainTable.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chooses the keys of the limit's statements: keys of one shard, as many as fit. They are chosen with the same
 * distribution as callers choose them. They are sorted by their bytes, so that no two statements deadlock. A key may be
 * chosen twice, because two callers may ask for the same key. Confined to a thread.
 */
final class LimitKeys {

    private static final int MOST = 64;
    private static final int MAX_BYTES = 4 * 1024 * 1024;

    private final DataSet data;
    private final int[] owned;
    private final KeyChoice choice;
    private final SplittableRandom random;
    private final int[] numbers;

    LimitKeys(DataSet data, int[] owned, Plan plan, SplittableRandom random) {
        this.data = data;
        this.owned = owned;
        this.choice = plan.distribution().choice(owned.length, random);
        this.random = random;
        numbers = new int[Math.max(1, Math.min(MOST, MAX_BYTES / plan.valueSize()))];
    }

    int perStatement() {
        return numbers.length;
    }

    List<byte[]> next() {
        Arrays.setAll(numbers, i -> owned[choice.next()]);
        Arrays.sort(numbers);
        return Arrays.stream(numbers)
                .mapToObj(number -> data.key(number).getBytes(UTF_8))
                .sorted(Arrays::compareUnsigned)
                .toList();
    }

    /** Chooses the keys of the next statement, with values. */
    List<Row> nextRows() {
        Arrays.setAll(numbers, i -> owned[choice.next()]);
        return Arrays.stream(numbers)
                .mapToObj(number -> new Row(data.key(number).getBytes(UTF_8), data.value(number, random.nextInt())))
                .sorted(Comparator.comparing(Row::key, Arrays::compareUnsigned))
                .toList();
    }

    /** Throws unless the answer has a value for each key that was chosen last. */
    void check(List<byte[]> values) {
        long distinct = Arrays.stream(numbers).distinct().count();
        if (values.size() != distinct) {
            throw new BenchException("limit: " + values.size() + " of " + distinct + " keys were returned");
        }
        for (byte[] value : values) {
            if (Arrays.binarySearch(numbers, data.numberIn(value)) < 0 || !data.isValue(data.numberIn(value), value)) {
                throw new BenchException("limit: " + value.length + " bytes were returned that were never put");
            }
        }
    }
}
