package io.kvstore;

import static java.util.stream.Collectors.joining;

import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A batch call of which some part failed. {@link #results()} holds what became of every key; the errors are suppressed
 * exceptions too, one of each kind. It can be serialized whole.
 *
 * <p>{@link #outcome()} is {@link Outcome#NOT_APPLIED} if nothing was written for any key, else
 * {@link Outcome#UNKNOWN}: ask key by key.
 */
public final class KvBatchException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private static final int NAMED = 3;

    private final LinkedHashMap<String, KeyResult> results;

    /**
     * For the store itself.
     *
     * @param results what became of each key, at least one of them failed
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
     * What became of each key, in the order of the call.
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

    /** One of each kind: keys whose calls shared a statement fail with copies of one error. */
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
