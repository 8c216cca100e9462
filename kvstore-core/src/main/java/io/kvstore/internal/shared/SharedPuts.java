package io.kvstore.internal.shared;

import io.kvstore.internal.execution.ManyKeys;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Put;
import io.kvstore.internal.sql.Changed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Puts of several callers in one statement. Thread-safe. */
public final class SharedPuts {

    private final ManyKeys manyKeys;

    public SharedPuts(ManyKeys manyKeys) {
        this.manyKeys = manyKeys;
    }

    /** Returns those that are to be done alone: none. */
    public List<Call<?>> run(List<Call<?>> calls) {
        manyKeys.put(rows(calls), calls);
        calls.forEach(call -> SharedWrites.give(call, Changed.ROW));
        return List.of();
    }

    /**
     * In ascending order of their keys, the order in which all statements take locks. Of several puts to one key only
     * the last is written: nobody could have seen the others.
     */
    private static List<Put> rows(List<Call<?>> calls) {
        List<Put> sorted = new ArrayList<>(calls.size());
        calls.forEach(call -> sorted.add((Put) call.request()));
        sorted.sort(Keys.order(Put::key)); // the sort is stable, so the last put stays last
        List<Put> rows = new ArrayList<>(sorted.size());
        for (Put put : sorted) {
            int last = rows.size() - 1;
            if (last >= 0 && Arrays.equals(rows.get(last).key(), put.key())) {
                rows.set(last, put);
            } else {
                rows.add(put);
            }
        }
        return rows;
    }
}
