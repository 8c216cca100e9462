package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.kvstore.KvAdmin;
import io.kvstore.KvStore;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks every shard. The status is 200 if all answer, otherwise 503. It is meant for alerts. A load balancer should
 * not use it as a readiness check, because one failed shard would then take away the shards that work. An answer is at
 * most half a second old. Thread-safe.
 */
final class HealthHandler {

    static final String PATH = "/health";

    private static final Logger log = LoggerFactory.getLogger(HealthHandler.class);

    private static final Duration FRESH = Duration.ofMillis(500);

    private final KvStore store;
    private final Set<String> down = new HashSet<>();
    private @Nullable Health last;
    private long lastAt;

    HealthHandler(KvStore store) {
        this.store = store;
    }

    /**
     * The body of the answer.
     *
     * @param up true if all shards answered
     * @param shards the shards, in the order of the config
     */
    record Health(boolean up, List<Shard> shards) {}

    /**
     * The health of one shard. The reason of a failure is only in the log, because it may name servers and users.
     *
     * @param shard the name of the shard
     * @param up true if it answered
     */
    record Shard(String shard, boolean up) {}

    void get(Context ctx) {
        Health now = now();
        ctx.header(Header.CACHE_CONTROL, "no-store");
        Responses.json(ctx, now.up() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, now);
    }

    /** Only one check runs at a time. All requests that wait for it use its answer. */
    private synchronized Health now() {
        Health known = last;
        if (known != null && NanoTime.since(lastAt) < FRESH.toNanos()) {
            return known;
        }
        List<KvAdmin.Health> health = store.admin().health();
        health.forEach(this::logChange);
        List<Shard> shards = health.stream()
                .map(shard -> new Shard(shard.shard(), shard.up()))
                .toList();
        known = new Health(shards.stream().allMatch(Shard::up), shards);
        last = known;
        lastAt = NanoTime.now();
        return known;
    }

    /** Logs only changes, because callers may ask often. */
    private void logChange(KvAdmin.Health health) {
        if (health.up() && down.remove(health.shard())) {
            log.info("shard '{}' answers again", health.shard());
        } else if (!health.up() && down.add(health.shard())) {
            log.warn(
                    "shard '{}' does not answer: {}",
                    health.shard(),
                    health.error().orElse("no reason given"));
        }
    }
}
