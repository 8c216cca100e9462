package io.kvstore.internal.shared;

import io.kvstore.internal.execution.ManyKeys;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.execution.SingleKeys;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.request.Read;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads of several callers in one statement. The statement bounds its result: each value has an equal share of the
 * bytes. Of a larger value the statement returns only the length. That read goes back to its lane and shares its next
 * statement with fewer reads, or with none. The same happens with copies for several callers of one key. Thread-safe.
 */
public final class SharedReads extends SharedStatement {

    private final SingleKeys singleKeys;
    private final ManyKeys manyKeys;
    private final PausedReads paused;
    private final int maxBytes;

    public SharedReads(
            SingleKeys singleKeys,
            ManyKeys manyKeys,
            PausedReads paused,
            Refusals refusals,
            Packet packet,
            ValueSizes sizes,
            int maxBytes) {
        super(packet, sizes, refusals);
        this.singleKeys = singleKeys;
        this.manyKeys = manyKeys;
        this.paused = paused;
        this.maxBytes = maxBytes;
    }

    @Override
    public void run(List<Call<?>> calls) {
        List<Call<?>> expired = calls.size() == 1 ? alone(calls) : together(calls);
        if (!expired.isEmpty()) {
            lookAgain(expired);
        }
    }

    /** Returns the calls that found a recently expired row, in the order of their keys. */
    private List<Call<?>> alone(List<Call<?>> calls) {
        Call<?> call = calls.get(0);
        Found row = singleKeys.read((Read<?>) call.request(), calls).orElse(null);
        if (row != null && !row.alive()) {
            return calls;
        }
        give(call, row);
        sizes.saw(IntStream.of(call.size()));
        return List.of();
    }

    private static <R> void give(Call<R> call, @Nullable Found row) {
        Read<R> read = (Read<R>) call.request();
        call.brought(row == null || read.columns() == Columns.TTL ? 0 : row.size());
        call.succeed(read.of(row));
    }

    private static void absent(Call<?> call) {
        give(call, null);
    }

    private List<Call<?>> together(List<Call<?>> calls) {
        List<Call<?>> sorted = new ArrayList<>(calls);
        sorted.sort(Keys.order(Call::key));
        List<Found> rows = manyKeys.read(columns(sorted), distinct(sorted), sorted);
        List<Call<?>> expired = new ArrayList<>();
        handOut(sorted, rows, SharedReads::absent, expired::add);
        sizes.saw(rows.stream().filter(Found::alive).mapToInt(Found::size));
        return expired;
    }

    /**
     * An expired row means an absent key, unless a write that found the row alive is about to commit. Such a write
     * holds the row. So if nobody holds the row, the key is absent. If somebody holds it but has not changed it after a
     * pause, it is not such a write, because such a write changes the row as soon as it holds it.
     */
    private void lookAgain(List<Call<?>> sorted) {
        List<Call<?>> held = new ArrayList<>();
        handOut(sorted, manyKeys.readFree(columns(sorted), distinct(sorted), sorted), held::add, SharedReads::absent);
        List<Call<?>> later = new ArrayList<>(held);
        later.removeIf(paused::hasPaused);
        held.removeAll(later);
        if (!held.isEmpty()) {
            Set<byte[]> renewed = manyKeys.renewed(distinct(held), held);
            for (Call<?> call : held) {
                if (renewed.contains(call.key())) {
                    later.add(call);
                } else {
                    absent(call);
                }
            }
        }
        later.forEach(paused::pause);
    }

    /** The columns for one kind of read, or all columns for several kinds. */
    private static Columns columns(List<Call<?>> calls) {
        Columns first = columns(calls.get(0));
        return calls.stream().allMatch(call -> columns(call) == first) ? first : Columns.ENTRY;
    }

    private static Columns columns(Call<?> call) {
        return ((Read<?>) call.request()).columns();
    }

    private static List<byte[]> distinct(List<Call<?>> sorted) {
        List<byte[]> keys = new ArrayList<>(sorted.size());
        for (Call<?> call : sorted) {
            if (keys.isEmpty() || !Arrays.equals(keys.get(keys.size() - 1), call.key())) {
                keys.add(call.key());
            }
        }
        return keys;
    }

    /** The calls must be in the order of their keys. */
    private void handOut(
            List<Call<?>> sorted, List<Found> rows, Consumer<Call<?>> ifMissing, Consumer<Call<?>> ifExpired) {
        rows.sort(Keys.order(Found::key));
        long bytes = rows.stream().mapToLong(Found::bytes).sum();
        int next = 0;
        boolean given = false;
        for (Call<?> call : sorted) {
            while (next < rows.size() && Arrays.compareUnsigned(rows.get(next).key(), call.key()) < 0) {
                next++;
                given = false;
            }
            if (next == rows.size() || !Arrays.equals(rows.get(next).key(), call.key())) {
                ifMissing.accept(call);
                continue;
            }
            Found row = rows.get(next);
            if (!row.alive()) {
                ifExpired.accept(call);
            } else if (columns(call) == Columns.TTL) {
                give(call, row);
            } else if (row.value() == null || (given && bytes + row.size() > maxBytes)) {
                call.again(row.size());
            } else {
                give(call, given ? row.copy() : row); // each caller owns its array
                bytes += given ? row.size() : 0;
                given = true;
            }
        }
    }
}
