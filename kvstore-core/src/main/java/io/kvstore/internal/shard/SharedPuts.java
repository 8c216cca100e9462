package io.kvstore.internal.shard;

import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.shard.ManyKeys.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts of several callers in one statement. Thread-safe. */
final class SharedPuts extends SharedWrites<Put> {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;

    SharedPuts(
            SingleKeys singleKeys,
            ManyKeys manyKeys,
            LockedRows lockedRows,
            Refusals refusals,
            Packet packet,
            int maxCalls) {
        super(lockedRows, refusals, packet, maxCalls);
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
    }

    @Override
    void alone(Put call) {
        Row row = call.row();
        singleKeys.put(row.key(), row.value(), row.ttl());
        call.done();
    }

    @Override
    void together(List<Put> calls) {
        manyKeys.put(rows(calls));
        calls.forEach(Put::done);
    }

    /**
     * In ascending order of their keys, the one order in which locks are taken. Of several puts to one key the last
     * alone is written: the others were overwritten before anybody could see them.
     */
    private static List<Row> rows(List<Put> calls) {
        List<Put> sorted = new ArrayList<>(calls);
        sorted.sort(Keys.order(Put::key)); // stable: the last to come stays the last
        List<Row> rows = new ArrayList<>(sorted.size());
        for (Put call : sorted) {
            int last = rows.size() - 1;
            if (last >= 0 && Arrays.equals(rows.get(last).key(), call.key())) {
                rows.set(last, call.row());
            } else {
                rows.add(call.row());
            }
        }
        return rows;
    }
}
