package io.kvstore.internal.shard;

import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import io.kvstore.internal.shard.ManyKeys.Found;
import io.kvstore.internal.sql.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads of several callers in one statement. Thread-safe. */
final class SharedReads implements Statement<Read<?>> {

    /** Weight of the newest statement in the running mean of the size of a value. */
    private static final double NEWEST = 0.2;

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final Refusals refusals;
    private final Packet packet;
    private final int maxCalls;
    private final int maxBytes;
    private volatile double meanBytes = 1;

    SharedReads(
            SingleKeys singleKeys, ManyKeys manyKeys, Refusals refusals, Packet packet, int maxCalls, int maxBytes) {
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.refusals = refusals;
        this.packet = packet;
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
    }

    /** Fewer where values are large: what comes back must fit into memory, and nobody knows before how large it is. */
    @Override
    public int maxCalls() {
        return (int) Math.max(1, Math.min(maxCalls, maxBytes / meanBytes));
    }

    @Override
    public long maxBytes() {
        return packet.shared();
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public void run(List<Read<?>> calls) {
        if (calls.size() == 1) {
            alone(calls.get(0));
            return;
        }
        List<Read<?>> sorted = new ArrayList<>(calls);
        sorted.sort(Keys.order(Read::key));
        List<Found> rows = manyKeys.read(columns(calls), distinct(sorted));
        rows.sort(Keys.order(Found::key));
        handOut(sorted, rows);
        observe(rows);
    }

    private <T> void alone(Read<T> call) {
        call.succeed(call.alone(singleKeys));
    }

    /** What one kind of read needs, or everything. */
    private static Columns columns(List<Read<?>> calls) {
        Columns first = calls.get(0).columns();
        return calls.stream().allMatch(call -> call.columns() == first) ? first : Columns.ENTRY;
    }

    private static List<byte[]> distinct(List<Read<?>> sorted) {
        List<byte[]> keys = new ArrayList<>(sorted.size());
        for (Read<?> call : sorted) {
            if (keys.isEmpty() || !Arrays.equals(keys.get(keys.size() - 1), call.key())) {
                keys.add(call.key());
            }
        }
        return keys;
    }

    /** Both are in the order of their keys. */
    private static void handOut(List<Read<?>> sorted, List<Found> rows) {
        int next = 0;
        boolean given = false;
        for (Read<?> call : sorted) {
            while (next < rows.size() && Arrays.compareUnsigned(rows.get(next).key(), call.key()) < 0) {
                next++;
                given = false;
            }
            if (next < rows.size() && Arrays.equals(rows.get(next).key(), call.key())) {
                Found row = rows.get(next);
                call.found(given ? row.copy() : row); // each caller owns its array
                given = true;
            } else {
                call.absent();
            }
        }
    }

    private void observe(List<Found> rows) {
        if (!rows.isEmpty()) {
            double mean =
                    rows.stream().mapToInt(row -> row.value().length).average().orElse(1);
            meanBytes = Math.max(1, meanBytes + NEWEST * (mean - meanBytes));
        }
    }
}
