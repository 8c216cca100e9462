package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.KeyResult;
import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.Outcome;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.shard.ManyKeys;
import io.kvstore.internal.shard.ManyKeys.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Batch calls: one statement per shard (more where a bound is passed), shards in parallel, and where some fail, one
 * exception that says what became of each key. Thread-safe.
 */
final class Batches {

    private static final byte[] NO_VALUE = {};

    private final Shards shards;
    private final Parallel parallel;
    private final Values values;
    private final Chunks chunks;

    Batches(Shards shards, Parallel parallel, Values values, KvConfig config) {
        this.shards = shards;
        this.parallel = parallel;
        this.values = values;
        this.chunks = new Chunks(config.batchRows(), config.batchBytes());
    }

    Map<String, byte[]> getAll(Collection<String> keys) {
        Set<String> distinct = new LinkedHashSet<>(requireNonNull(keys, "keys"));
        Map<String, byte[]> found = new HashMap<>();
        List<Done<List<Row>>> all = run(rows(distinct), (shard, rows) -> shard.get(keysOf(rows)));
        for (Done<List<Row>> done : all) {
            for (Row row : done.resultOr(List.of())) {
                found.put(Keys.decode(row.key()), row.value());
            }
        }
        throwIfFailed(distinct, all, found, true);
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        for (String key : distinct) {
            byte[] value = found.get(key);
            if (value != null) {
                ordered.put(key, value);
            }
        }
        return ordered;
    }

    void putAll(Map<String, ? extends byte[]> entries, @Nullable Long ttl) {
        List<Row> rows = new ArrayList<>(requireNonNull(entries, "entries").size());
        entries.forEach((key, value) -> rows.add(new Row(Shards.stored(key), values.check(key, value), ttl)));
        List<Done<Boolean>> all = run(rows, (shard, chunk) -> {
            shard.put(chunk);
            return true;
        });
        throwIfFailed(entries.keySet(), all, Map.of(), false);
    }

    long deleteAll(Collection<String> keys) {
        Set<String> distinct = new LinkedHashSet<>(requireNonNull(keys, "keys"));
        List<Done<Integer>> all = run(rows(distinct), (shard, rows) -> shard.delete(keysOf(rows)));
        throwIfFailed(distinct, all, Map.of(), false);
        return all.stream().mapToLong(done -> done.resultOr(0)).sum();
    }

    private static List<Row> rows(Set<String> keys) {
        List<Row> rows = new ArrayList<>(keys.size());
        keys.forEach(key -> rows.add(new Row(Shards.stored(key), NO_VALUE, null)));
        return rows;
    }

    private static List<byte[]> keysOf(List<Row> rows) {
        return rows.stream().map(Row::key).toList();
    }

    @FunctionalInterface
    private interface Call<R> {
        R on(ManyKeys shard, List<Row> rows);
    }

    /** One statement that was tried: its rows, and its result or its error. */
    private record Done<R>(
            List<Row> rows, @Nullable R result, @Nullable KvException error) {

        R resultOr(R other) {
            return result == null ? other : result;
        }
    }

    private <R> List<Done<R>> run(List<Row> rows, Call<R> call) {
        List<List<Row>> byShard = new ArrayList<>();
        shards.all().forEach(shard -> byShard.add(new ArrayList<>()));
        rows.forEach(row -> byShard.get(shards.indexOf(row.key())).add(row));
        List<List<Row>> concerned =
                byShard.stream().filter(part -> !part.isEmpty()).toList();
        return parallel
                .map(
                        concerned,
                        part -> chunks.of(part).stream()
                                .map(chunk -> tryOne(chunk, call))
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private <R> Done<R> tryOne(List<Row> chunk, Call<R> call) {
        try {
            ManyKeys shard = shards.owner(chunk.get(0).key()).manyKeys();
            return new Done<>(chunk, call.on(shard, chunk), null);
        } catch (KvException e) {
            return new Done<>(chunk, null, e);
        }
    }

    private static <R> void throwIfFailed(
            Set<String> keys, List<Done<R>> all, Map<String, byte[]> found, boolean read) {
        Map<String, KvException> errors = new HashMap<>();
        for (Done<R> done : all) {
            KvException error = done.error();
            if (error != null) {
                done.rows().forEach(row -> errors.put(Keys.decode(row.key()), error));
            }
        }
        if (errors.isEmpty()) {
            return;
        }
        Map<String, KeyResult> results = new LinkedHashMap<>();
        for (String key : keys) {
            KvException error = errors.get(key);
            results.put(
                    key,
                    error == null
                            ? new KeyResult.Done(Optional.ofNullable(found.get(key)))
                            : new KeyResult.Failed(error));
        }
        boolean nothingWritten = read
                || (errors.size() == keys.size()
                        && errors.values().stream().allMatch(error -> error.outcome() == Outcome.NOT_APPLIED));
        throw new KvBatchException(results, nothingWritten ? Outcome.NOT_APPLIED : Outcome.UNKNOWN);
    }
}
