package io.kvstore.examples.http;

import io.kvstore.KeyResult;
import io.kvstore.KvBatchException;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the values of many keys in portions. Before each portion it reserves memory for the largest possible values. It
 * stops when the values are larger than an answer may be. Thread-safe.
 */
final class PortionedRead {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final KvStore store;
    private final int maxValueBytes;
    private final long maxBytes;
    private final int maxPortion;

    PortionedRead(KvStore store, ServerLimits limits) {
        this.store = store;
        maxValueBytes = limits.maxValueBytes();
        maxBytes = limits.maxBatchBytes();
        maxPortion = (int) Math.max(1, Math.min(limits.maxBatchKeys(), limits.maxMemory() / 2 / maxValueBytes));
    }

    /**
     * Reads all keys.
     *
     * @param share takes the bytes that were read
     * @return the values of the keys that exist
     * @throws KvBatchException if some keys could not be read
     * @throws ProblemException if the values are larger than an answer may be, or there is no memory for them now
     */
    Map<String, byte[]> getAll(Set<String> keys, Memory.Share share) {
        List<String> left = new ArrayList<>(keys);
        Map<String, KeyResult> results = new HashMap<>();
        Map<String, KvException> down = new HashMap<>();
        long bytes = 0;
        while (!left.isEmpty()) {
            int count = reserve(Math.min(maxPortion, left.size()), share);
            List<String> portion = left.subList(0, count);
            Map<String, KeyResult> read = read(portion, down);
            long more = bytes(read);
            share.giveBack((long) count * maxValueBytes - more);
            bytes += more;
            if (bytes > maxBytes) {
                throw new ProblemException(Problem.tooLarge("the values of these keys have more than " + maxBytes
                        + " bytes in all: ask for fewer keys at a time, or GET them one by one"));
            }
            results.putAll(read);
            portion.clear();
        }
        if (!down.isEmpty() || results.values().stream().anyMatch(KeyResult.Failed.class::isInstance)) {
            Map<String, KeyResult> inOrder = new LinkedHashMap<>();
            keys.forEach(key -> inOrder.put(key, results.get(key)));
            throw new KvBatchException(inOrder, Outcome.NOT_APPLIED);
        }
        share.takeOrRefuse(bytes / 3 * 4); // the answer in base64
        return found(results);
    }

    /** Reserves memory for this number of values, or for as many as possible. Returns the number. */
    private int reserve(int wanted, Memory.Share share) {
        try {
            Duration timeout = TIMEOUT; // other batches soon release what they do not need
            for (int count = wanted; count > 0; count /= 2) {
                if (share.takeWithin((long) count * maxValueBytes, timeout)) {
                    return count;
                }
                timeout = Duration.ZERO;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ProblemException(Problem.busy(Memory.FULL));
    }

    private Map<String, KeyResult> read(List<String> keys, Map<String, KvException> down) {
        Map<String, KeyResult> results = new LinkedHashMap<>();
        List<String> asked = new ArrayList<>();
        for (String key : keys) {
            KvException error =
                    down.isEmpty() ? null : down.get(store.admin().locate(key).shard());
            if (error == null) {
                asked.add(key);
            } else {
                results.put(key, new KeyResult.Failed(error)); // not tried again: each attempt may take seconds
            }
        }
        try {
            Map<String, byte[]> found = store.getAll(asked);
            asked.forEach(key -> results.put(key, new KeyResult.Done(Optional.ofNullable(found.get(key)))));
        } catch (KvBatchException e) {
            results.putAll(e.results());
            e.failures().values().forEach(error -> {
                if (error instanceof KvUnavailableException unavailable) {
                    down.put(unavailable.shard(), error);
                }
            });
        }
        return results;
    }

    private static long bytes(Map<String, KeyResult> results) {
        long bytes = 0;
        for (KeyResult result : results.values()) {
            if (result instanceof KeyResult.Done done && done.value().isPresent()) {
                bytes += done.value().get().length;
            }
        }
        return bytes;
    }

    private static Map<String, byte[]> found(Map<String, KeyResult> results) {
        Map<String, byte[]> found = new HashMap<>();
        results.forEach((key, result) -> {
            if (result instanceof KeyResult.Done done) {
                done.value().ifPresent(value -> found.put(key, value));
            }
        });
        return found;
    }
}
