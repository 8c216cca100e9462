package io.kvstore;

import static java.util.stream.Collectors.joining;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch call that failed for some of its keys. {@link #results()} has the result of every key. Each distinct error is
 * also a suppressed exception. The exception can be serialized with its results.
 *
 * <p>{@link #outcome()} is {@link Outcome#NOT_APPLIED} if nothing was written for any key. Otherwise it is
 * {@link Outcome#UNKNOWN}; the outcome of each failed key is in {@link #failures()}.
 */
public final class KvBatchException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int NAMED = 3;

    private final LinkedHashMap<String, KeyResult> results;

    /**
     * Used by the store.
     *
     * @param results the result of each key; at least one failed
     * @param outcome whether anything may have been written
     */
    public KvBatchException(Map<String, KeyResult> results, Outcome outcome) {
        super(describe(results), outcome, null);
        this.results = new LinkedHashMap<>(results);
        causes(results).forEach(this::addSuppressed);
    }

    private KvBatchException(KvBatchException other) {
        super(other);
        this.results = other.results;
    }

    /**
     * The result of each key, in the order of the call.
     *
     * @return a result for every key of the call
     */
    public Map<String, KeyResult> results() {
        return Collections.unmodifiableMap(results);
    }

    /**
     * The keys that failed, each with its error.
     *
     * @return a part of {@link #results()}
     */
    public Map<String, KvException> failures() {
        Map<String, KvException> failures = new LinkedHashMap<>();
        results.forEach((key, result) -> {
            if (result instanceof KeyResult.Failed failed) {
                failures.put(key, failed.error());
            }
        });
        return failures;
    }

    @Override
    public KvException copy() {
        return new KvBatchException(this);
    }

    /** One of each message: calls that share a failed statement have copies of one error. */
    private static List<KvException> causes(Map<String, KeyResult> results) {
        Map<String, KvException> byMessage = new LinkedHashMap<>();
        results.values().forEach(result -> {
            if (result instanceof KeyResult.Failed failed) {
                byMessage.putIfAbsent(failed.error().getMessage(), failed.error());
            }
        });
        return List.copyOf(byMessage.values());
    }

    private static String describe(Map<String, KeyResult> results) {
        long failed = results.values().stream()
                .filter(KeyResult.Failed.class::isInstance)
                .count();
        List<KvException> causes = causes(results);
        String first = causes.stream().limit(NAMED).map(Throwable::getMessage).collect(joining("; "));
        String more = causes.size() > NAMED ? "; and " + (causes.size() - NAMED) + " more" : "";
        return failed + " of " + results.size() + " keys failed: " + first + more;
    }
}
