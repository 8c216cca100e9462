package io.kvstore.internal.shard;

import static io.kvstore.internal.shard.SharedReads.Get;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gets of several callers in one statement. Thread-safe. */
final class SharedReads implements Statement<Get> {

    /** Weight of the newest statement in the running mean of the size of a value. */
    private static final double NEWEST = 0.2;

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final int maxCalls;
    private final int maxBytes;
    private volatile double meanBytes = 1;

    SharedReads(SingleKeys singleKeys, ManyKeys manyKeys, int maxCalls, int maxBytes) {
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    /** A caller's get. */
    static final class Get extends Call<Optional<byte[]>> {

        private final Errors errors;

        Get(byte[] key, Errors errors) {
            super(key, key.length);
            this.errors = errors;
        }

        @Override
        protected RuntimeException abandoned(String why, boolean mayHaveHappened) {
            return errors.abandoned(why, false);
        }
    }

    /** Fewer where values are large: what comes back must fit into memory, and nobody knows before how large it is. */
    @Override
    public int maxCalls() {
        return (int) Math.max(1, Math.min(maxCalls, maxBytes / meanBytes));
    }

    @Override
    public boolean powersOfTwo() {
        return false; // reads are padded
    }

    @Override
    public void run(List<Get> calls) {
        if (calls.size() == 1) {
            Get only = calls.get(0);
            only.succeed(singleKeys.get(only.key()));
            return;
        }
        List<Get> sorted = new ArrayList<>(calls);
        sorted.sort(Comparator.comparing(Get::key, Arrays::compareUnsigned));
        List<ManyKeys.Row> rows = manyKeys.get(distinct(sorted));
        rows.sort(Comparator.comparing(ManyKeys.Row::key, Arrays::compareUnsigned));
        handOut(sorted, rows);
        observe(rows);
    }

    private static List<byte[]> distinct(List<Get> sorted) {
        List<byte[]> keys = new ArrayList<>(sorted.size());
        for (Get call : sorted) {
            if (keys.isEmpty() || !Arrays.equals(keys.get(keys.size() - 1), call.key())) {
                keys.add(call.key());
            }
        }
        return keys;
    }

    /** Both are in the order of their keys. */
    private static void handOut(List<Get> sorted, List<ManyKeys.Row> rows) {
        int row = 0;
        byte[] given = {};
        for (Get call : sorted) {
            while (row < rows.size() && Arrays.compareUnsigned(rows.get(row).key(), call.key()) < 0) {
                row++;
            }
            if (row < rows.size() && Arrays.equals(rows.get(row).key(), call.key())) {
                byte[] value = rows.get(row).value();
                call.succeed(Optional.of(value == given ? value.clone() : value)); // each caller owns its array
                given = value;
            } else {
                call.succeed(Optional.empty());
            }
        }
    }

    private void observe(List<ManyKeys.Row> rows) {
        if (!rows.isEmpty()) {
            double mean =
                    rows.stream().mapToInt(row -> row.value().length).average().orElse(1);
            meanBytes = Math.max(1, meanBytes + NEWEST * (mean - meanBytes));
        }
    }
}
