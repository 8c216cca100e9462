package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.kvstore.KvAdmin;
import io.kvstore.KvStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks every shard: 200 if all answer, 503 if one does not. Meant for alerts; a load balancer that took it for
 * readiness would cut off the shards that work along with the one that does not. Thread-safe.
 */
final class HealthHandler {

    static final String PATH = "/health";

    private final KvStore store;

    HealthHandler(KvStore store) {
        this.store = store;
    }

    /**
     * The body of the answer.
     *
     * @param up whether every shard answered
     * @param shards a line per shard, in the order of the config
     */
    record Health(boolean up, List<Shard> shards) {}

    /**
     * One shard.
     *
     * @param shard its name
     * @param up whether it answered
     * @param millis how long that took
     * @param error what is wrong, if anything is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shard(
            String shard,
            boolean up,
            double millis,
            @Nullable String error) {

        static Shard of(KvAdmin.Health health) {
            return new Shard(
                    health.shard(),
                    health.up(),
                    health.took().toNanos() / 1e6,
                    health.error().orElse(null));
        }
    }

    void get(Context ctx) {
        List<Shard> shards = store.admin().health().stream().map(Shard::of).toList();
        boolean up = shards.stream().allMatch(Shard::up);
        ctx.header(Header.CACHE_CONTROL, "no-store");
        Responses.json(ctx, up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, new Health(up, shards));
    }
}
