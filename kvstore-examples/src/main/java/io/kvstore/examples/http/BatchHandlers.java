package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.kvstore.KeyResult;
import io.kvstore.KvBatchException;
import io.kvstore.KvStore;
import io.kvstore.config.Durations;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Calls on several keys. The status is 200 if all keys succeeded, and 207 with a result per key if some failed. If all
 * keys failed, the answer is the problem of the first one, with the results. Thread-safe.
 */
final class BatchHandlers {

    static final String GET = "/v1/kv:batchGet";
    static final String PUT = "/v1/kv:batchPut";

    private final KvStore store;
    private final ServerLimits limits;
    private final PortionedRead reads;

    BatchHandlers(KvStore store, ServerLimits limits) {
        this.store = store;
        this.limits = limits;
        this.reads = new PortionedRead(store, limits);
    }

    /**
     * The body of an answer.
     *
     * @param results one for each key, in the order of the request
     */
    record Results(List<BatchResult> results) {}

    void get(Context ctx) {
        BatchRequests.Get request = body(ctx, BatchRequests.Get.class, "{\"keys\": [\"a\", \"b\"]}");
        bounded(request.keys());
        Set<String> keys = new LinkedHashSet<>(request.keys());
        try {
            Map<String, byte[]> found = reads.getAll(keys, Memory.share(ctx));
            ok(ctx, keys, key -> read(key, Optional.ofNullable(found.get(key))));
        } catch (KvBatchException e) {
            failed(ctx, e, BatchHandlers::read);
        }
    }

    void put(Context ctx) {
        BatchRequests.Put request = body(
                ctx,
                BatchRequests.Put.class,
                "{\"entries\": [{\"key\": \"a\", \"value\": \"AQI=\"}], \"ttl\": \"30s\"}");
        bounded(request.entries());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (BatchRequests.Pair entry : request.entries()) {
            if (entries.put(entry.key(), entry.value()) != null) {
                throw ProblemException.badRequest("key '" + entry.key() + "' occurs twice: send one value for it");
            }
        }
        try {
            putAll(entries, Optional.ofNullable(request.ttl()).map(Durations::parse));
            ok(ctx, entries.keySet(), BatchResult::stored);
        } catch (KvBatchException e) {
            failed(ctx, e, (key, nothing) -> BatchResult.stored(key));
        }
    }

    private void putAll(Map<String, byte[]> entries, Optional<Duration> ttl) {
        ttl.ifPresentOrElse(time -> store.putAll(entries, time), () -> store.putAll(entries));
    }

    private <T> T body(Context ctx, Class<T> type, String expected) {
        TtlParameter.refuse(ctx, "use the body of a batchPut");
        EntityTags.refuseConditions(ctx);
        return JsonBody.of(ctx, type, expected);
    }

    private void bounded(List<?> keys) {
        if (keys.size() > limits.maxBatchKeys()) {
            throw new ProblemException(Problem.tooLarge(
                    keys.size() + " keys are too many: send up to " + limits.maxBatchKeys() + " at a time"));
        }
    }

    private static BatchResult read(String key, Optional<byte[]> value) {
        return value.map(bytes -> BatchResult.found(key, bytes)).orElseGet(() -> BatchResult.absent(key));
    }

    private static void ok(Context ctx, Set<String> keys, java.util.function.Function<String, BatchResult> result) {
        Responses.largeJson(
                ctx, HttpStatus.OK, new Results(keys.stream().map(result).toList()));
    }

    private static void failed(
            Context ctx, KvBatchException error, BiFunction<String, Optional<byte[]>, BatchResult> done) {
        Problems.log(ctx, error);
        List<BatchResult> results = error.results().entrySet().stream()
                .map(entry -> result(entry.getKey(), entry.getValue(), done))
                .toList();
        if (error.failures().size() == results.size()) {
            Problems.answer(ctx, StoreProblems.of(error).withResults(results));
        } else {
            Responses.largeJson(ctx, HttpStatus.MULTI_STATUS, new Results(results));
        }
    }

    private static BatchResult result(
            String key, KeyResult result, BiFunction<String, Optional<byte[]>, BatchResult> done) {
        return result instanceof KeyResult.Done ok
                ? done.apply(key, ok.value())
                : BatchResult.failed(key, ((KeyResult.Failed) result).error());
    }
}
