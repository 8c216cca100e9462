package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.BackpressureConfig;
import io.kvstore.KeyResult;
import io.kvstore.KvBatchException;
import io.kvstore.KvException;
import io.kvstore.Outcome;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.lane.Calls;
import io.kvstore.internal.lane.Calls.Settled;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.lane.Target;
import io.kvstore.internal.request.Delete;
import io.kvstore.internal.request.Get;
import io.kvstore.internal.request.Put;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Batch calls. A batch makes one call for each key, in portions whose calls run together. If some fail, it throws one
 * exception with the result of each key. Thread-safe.
 */
final class Batches {

    private static final int MAX_AT_ONCE = 4_096;

    private final Target target;
    private final Context context;
    private final Runnable checkOpen;
    private final BatchesUnderWay underWay;
    private final int atOnce;
    private final int bytesAtOnce;

    /** {@code checkOpen} throws if the store is closed. */
    Batches(
            Target target,
            Context context,
            BackpressureConfig backpressure,
            Runnable checkOpen,
            BatchesUnderWay underWay) {
        this(
                target,
                context,
                checkOpen,
                underWay,
                Math.min(MAX_AT_ONCE, backpressure.maxCalls()),
                backpressure.maxBytes());
    }

    private Batches(
            Target target, Context context, Runnable checkOpen, BatchesUnderWay underWay, int atOnce, int bytesAtOnce) {
        this.target = target;
        this.context = context;
        this.checkOpen = checkOpen;
        this.underWay = underWay;
        this.atOnce = atOnce;
        this.bytesAtOnce = bytesAtOnce;
    }

    /** The same with another context. */
    Batches with(Context other) {
        return new Batches(target, other, checkOpen, underWay, atOnce, bytesAtOnce);
    }

    Map<String, byte[]> getAll(Collection<String> keys) {
        Starts starts = new Starts(context);
        return found(run(each(keys, Get::new), starts));
    }

    void putAll(Map<String, byte[]> entries, @Nullable Long ttl) {
        Starts starts = new Starts(context);
        throwIfFailed(run(each(entries, ttl), starts), false);
    }

    long deleteAll(Collection<String> keys) {
        Starts starts = new Starts(context);
        return deleted(run(each(keys, Delete::new), starts));
    }

    CompletableFuture<Map<String, byte[]>> getAll(Collection<String> keys, Executor executor) {
        Starts starts = new Starts(context);
        return submit(each(keys, Get::new), starts, executor, Batches::found);
    }

    CompletableFuture<Void> putAll(Map<String, byte[]> entries, @Nullable Long ttl, Executor executor) {
        Starts starts = new Starts(context);
        return submit(each(entries, ttl), starts, executor, Batches::put);
    }

    CompletableFuture<Long> deleteAll(Collection<String> keys, Executor executor) {
        Starts starts = new Starts(context);
        return submit(each(keys, Delete::new), starts, executor, Batches::deleted);
    }

    private <R> Map<String, Call<R>> each(Collection<String> keys, Function<byte[], Request<R>> request) {
        checkOpen.run();
        Map<String, Call<R>> each = new LinkedHashMap<>();
        for (String key : requireNonNull(keys, "keys")) {
            each.computeIfAbsent(requireNonNull(key, "key"), k -> target.call(request.apply(Keys.stored(k)), context));
        }
        return each;
    }

    private Map<String, Call<Void>> each(Map<String, byte[]> entries, @Nullable Long ttl) {
        checkOpen.run();
        Map<String, Call<Void>> each = new LinkedHashMap<>();
        entries.forEach((key, value) -> each.put(key, target.call(new Put(Keys.stored(key), value, ttl), context)));
        return each;
    }

    private <R> Map<String, Settled<R>> run(Map<String, Call<R>> each, Starts starts) {
        List<Settled<R>> settled = new ArrayList<>(each.size());
        return underWay.run(() -> {
            for (List<Call<R>> portion : portions(each.values())) {
                List<Settled<R>> some = Calls.run(portion, starts::of);
                settled.addAll(some);
                starts.after(portion, some);
            }
            return byKey(each, settled);
        });
    }

    private <R, T> CompletableFuture<T> submit(
            Map<String, Call<R>> each, Starts starts, Executor executor, Function<Map<String, Settled<R>>, T> outcome) {
        return underWay.submit(() -> AsyncPortions.run(portions(each.values()), starts, executor)
                .thenApply(settled -> outcome.apply(byKey(each, settled))));
    }

    /** Portions are not larger than the limits of a shard, so that a batch of any size can be done. */
    private <R> List<List<Call<R>>> portions(Collection<Call<R>> calls) {
        List<List<Call<R>>> portions = new ArrayList<>();
        List<Call<R>> some = new ArrayList<>();
        long bytes = 0;
        for (Call<R> call : calls) {
            if (!some.isEmpty() && (some.size() == atOnce || bytes + call.bytes() > bytesAtOnce)) {
                portions.add(some);
                some = new ArrayList<>();
                bytes = 0;
            }
            some.add(call);
            bytes += call.bytes();
        }
        portions.add(some);
        return portions;
    }

    private static <R> Map<String, Settled<R>> byKey(Map<String, Call<R>> each, List<Settled<R>> settled) {
        Map<String, Settled<R>> byKey = new LinkedHashMap<>();
        Iterator<Settled<R>> next = settled.iterator();
        each.keySet().forEach(key -> byKey.put(key, next.next()));
        return byKey;
    }

    private static Map<String, byte[]> found(Map<String, Settled<Optional<byte[]>>> settled) {
        throwIfFailed(settled, true);
        Map<String, byte[]> found = new LinkedHashMap<>();
        settled.forEach((key, each) -> value(each).ifPresent(value -> found.put(key, value)));
        return found;
    }

    private static Optional<byte[]> value(Settled<Optional<byte[]>> settled) {
        Optional<byte[]> value = settled.result();
        return value == null ? Optional.empty() : value;
    }

    private static @Nullable Void put(Map<String, Settled<Void>> settled) {
        throwIfFailed(settled, false);
        return null;
    }

    private static long deleted(Map<String, Settled<Boolean>> settled) {
        throwIfFailed(settled, false);
        return settled.values().stream()
                .filter(each -> Boolean.TRUE.equals(each.result()))
                .count();
    }

    private static <R> void throwIfFailed(Map<String, Settled<R>> settled, boolean read) {
        Map<String, KeyResult> results = new LinkedHashMap<>();
        boolean failed = false;
        boolean nothingHappened = true;
        for (Map.Entry<String, Settled<R>> each : settled.entrySet()) {
            RuntimeException error = each.getValue().error();
            if (error instanceof KvException told) {
                failed = true;
                nothingHappened &= told.outcome() == Outcome.NOT_APPLIED;
                results.put(each.getKey(), new KeyResult.Failed(told));
            } else if (error != null) {
                throw error;
            } else {
                nothingHappened &= read;
                results.put(
                        each.getKey(),
                        new KeyResult.Done(valueOf(each.getValue().result())));
            }
        }
        if (failed) {
            throw new KvBatchException(results, nothingHappened ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
        }
    }

    private static Optional<byte[]> valueOf(@Nullable Object result) {
        return result instanceof Optional<?> found ? found.map(byte[].class::cast) : Optional.empty();
    }
}
