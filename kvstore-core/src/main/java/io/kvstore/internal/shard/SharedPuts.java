package io.kvstore.internal.shard;

import com.google.common.math.IntMath;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.lane.Statement;
import io.kvstore.internal.shard.ManyKeys.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts of several callers in one statement. Thread-safe. */
final class SharedPuts implements Statement<Put> {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final Refusals refusals;
    private final int maxCalls;

    SharedPuts(SingleKeys singleKeys, ManyKeys manyKeys, Refusals refusals, int maxCalls) {
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.refusals = refusals;
        this.maxCalls = maxCalls;
    }

    @Override
    public int maxCalls() {
        return maxCalls;
    }

    @Override
    public boolean powersOfTwo() {
        return true; // a row written twice for nothing costs more than the rows left for the next statement
    }

    @Override
    public Refusals refusals() {
        return refusals;
    }

    @Override
    public void run(List<Put> calls) {
        Isolation.run(
                calls,
                () -> {
                    manyKeys.put(rows(calls));
                    calls.forEach(Put::done);
                },
                this::alone);
    }

    private void alone(Put call) {
        Row row = call.row();
        singleKeys.put(row.key(), row.value(), row.ttl());
        call.done();
    }

    /**
     * In ascending order of their keys, the one order in which locks are taken. Of several puts to one key the last
     * decides: the others were overwritten before anybody could see them, and are dropped as far as the number of rows
     * stays a power of two.
     */
    private static List<Row> rows(List<Put> calls) {
        List<Put> sorted = new ArrayList<>(calls);
        sorted.sort(Keys.order(Put::key)); // stable: the last to come stays the last
        int overwritten = 0;
        for (int i = 1; i < sorted.size(); i++) {
            overwritten += overwrites(sorted, i) ? 1 : 0;
        }
        int distinct = sorted.size() - overwritten;
        int spare = IntMath.ceilingPowerOfTwo(distinct) - distinct;
        List<Row> rows = new ArrayList<>(distinct + spare);
        for (int i = 0; i < sorted.size(); i++) {
            boolean needed = i + 1 == sorted.size() || !overwrites(sorted, i + 1);
            if (needed || spare-- > 0) {
                rows.add(sorted.get(i).row());
            }
        }
        return rows;
    }

    private static boolean overwrites(List<Put> sorted, int index) {
        return Arrays.equals(sorted.get(index).key(), sorted.get(index - 1).key());
    }
}
