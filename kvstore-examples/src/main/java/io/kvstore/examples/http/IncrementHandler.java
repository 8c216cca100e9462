package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.kvstore.KvStore;
import java.time.Duration;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Adds to the number of a key. This is a POST, because caches and proxies must not answer or repeat it. Thread-safe.
 */
final class IncrementHandler {

    static final int MAX_BODY_BYTES = 1024;

    private final KvStore store;

    IncrementHandler(KvStore store) {
        this.store = store;
    }

    /**
     * The body of a request.
     *
     * @param delta the number to add, may be negative
     */
    record Delta(
            @JsonProperty(required = true) @JsonSetter(nulls = Nulls.FAIL) @JsonDeserialize(using = WholeNumber.class)
            Long delta) {}

    /**
     * The body of an answer.
     *
     * @param value in decimal, as a GET of the key returns it
     */
    record Sum(String value) {}

    /** The ttl applies only if the key is absent. */
    void post(Context ctx) {
        EntityTags.refuseConditions(ctx);
        String key = KeyPath.key(ctx);
        Duration ttl = TtlParameter.of(ctx).orElse(null);
        long delta = Body.of(ctx).length == 0
                ? 1
                : JsonBody.of(ctx, Delta.class, "{\"delta\": 5}, or none for 1").delta();
        long sum = ttl == null ? store.increment(key, delta) : store.increment(key, delta, ttl);
        Responses.json(ctx, HttpStatus.OK, new Sum(Long.toString(sum)));
    }
}
