package io.kvstore.internal.shard;

import static io.kvstore.internal.shard.SharedWrites.Put;

import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts of several callers in one statement. Thread-safe. */
final class SharedWrites implements Statement<Put> {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final int maxCalls;

    SharedWrites(SingleKeys singleKeys, ManyKeys manyKeys, int maxCalls) {
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.maxCalls = maxCalls;
    }

    /** A caller's put. */
    static final class Put extends Call<Boolean> {

        private final byte[] value;
        private final @Nullable Long ttl;
        private final Errors errors;

        Put(byte[] key, byte[] value, @Nullable Long ttl, Errors errors) {
            super(key, key.length + value.length);
            this.value = value;
            this.ttl = ttl;
            this.errors = errors;
        }

        @Override
        protected RuntimeException abandoned(String why, boolean mayHaveHappened) {
            return errors.abandoned(why, mayHaveHappened);
        }
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
    public void run(List<Put> calls) {
        if (calls.size() == 1) {
            alone(calls.get(0));
            return;
        }
        try {
            manyKeys.put(rows(calls));
            calls.forEach(call -> call.succeed(true));
        } catch (KvServerException e) {
            if (e.outcome() != Outcome.NOT_APPLIED) {
                throw e;
            }
            calls.forEach(this::separately); // one of them is at fault: the others need not suffer
        }
    }

    /**
     * In ascending order of their keys, the one order in which locks are taken. Of several puts to one key the last
     * alone is written: the others were overwritten before anybody could see them.
     */
    private static List<ManyKeys.Row> rows(List<Put> calls) {
        List<Put> sorted = new ArrayList<>(calls);
        sorted.sort(Comparator.comparing(Put::key, Arrays::compareUnsigned)); // stable: the last to come stays the last
        List<ManyKeys.Row> rows = new ArrayList<>(sorted.size());
        for (Put call : sorted) {
            if (!rows.isEmpty() && Arrays.equals(rows.get(rows.size() - 1).key(), call.key())) {
                rows.remove(rows.size() - 1);
            }
            rows.add(new ManyKeys.Row(call.key(), call.value, call.ttl));
        }
        return rows;
    }

    private void alone(Put call) {
        singleKeys.put(call.key(), call.value, call.ttl);
        call.succeed(true);
    }

    private void separately(Put call) {
        try {
            alone(call);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
