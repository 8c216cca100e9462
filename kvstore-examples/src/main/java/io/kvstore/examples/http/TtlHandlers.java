package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.kvstore.KvStore;
import io.kvstore.Ttl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** GET, HEAD, PUT and DELETE of the time-to-live of a key. Thread-safe. */
final class TtlHandlers {

    static final int MAX_BODY_BYTES = 1024;

    private final KvStore store;

    TtlHandlers(KvStore store) {
        this.store = store;
    }

    /**
     * A time-to-live in JSON.
     *
     * @param ttlMillis the remaining milliseconds; null if the key never expires
     */
    record TtlBody(@JsonProperty(required = true) @Nullable Long ttlMillis) {}

    void get(Context ctx) {
        TtlParameter.refuse(ctx, "use PUT");
        EntityTags.refuseConditionsOfWrites(ctx);
        Ttl ttl = store.ttl(KeyPath.key(ctx)).orElseThrow(ProblemException::absent);
        Responses.json(
                ctx,
                HttpStatus.OK,
                new TtlBody(ttl.remaining().map(Duration::toMillis).orElse(null)));
    }

    void put(Context ctx) {
        EntityTags.refuseConditions(ctx);
        answer(ctx, store.expire(KeyPath.key(ctx), asked(ctx)));
    }

    /** Removes the time-to-live. */
    void delete(Context ctx) {
        TtlParameter.refuse(ctx, "use PUT");
        EntityTags.refuseConditions(ctx);
        answer(ctx, store.persist(KeyPath.key(ctx)));
    }

    private static Duration asked(Context ctx) {
        Duration parameter = TtlParameter.of(ctx).orElse(null);
        byte[] body = Body.of(ctx);
        if (parameter != null && body.length > 0) {
            throw ProblemException.badRequest("the ttl is in the body, and in the query or a header: send only one");
        }
        return parameter != null ? parameter : fromJson(body);
    }

    private static Duration fromJson(byte[] body) {
        String expected = "{\"ttlMillis\": 30000}, or none and the query ?ttl=30s";
        Long millis = Json.read(body, TtlBody.class, expected).ttlMillis();
        if (millis == null) {
            throw ProblemException.badRequest("ttlMillis is null: to remove the time-to-live, DELETE the ttl");
        }
        return Duration.ofMillis(millis);
    }

    private static void answer(Context ctx, boolean there) {
        if (!there) {
            throw ProblemException.absent();
        }
        Responses.empty(ctx, HttpStatus.NO_CONTENT);
    }
}
