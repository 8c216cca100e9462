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
 * Asks every shard: 200 if all answer, 503 if one does not. Meant for alerts; a load balancer that took it for
 * readiness would cut off the shards that work along with the one that does not. An answer is up to half a second old.
 * Thread-safe.
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
     * @param up whether every shard answered
     * @param shards a line per shard, in the order of the config
     */
    record Health(boolean up, List<Shard> shards) {}

    /**
     * One shard. What is wrong with it is told to the log: it may name servers and users that callers have no
     * business with.
     *
     * @param shard its name
     * @param up whether it answered
     */
    record Shard(String shard, boolean up) {}

    void get(Context ctx) {
        Health now = now();
        ctx.header(Header.CACHE_CONTROL, "no-store");
        Responses.json(ctx, now.up() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, now);
    }

    /** One question at a time goes to the shards, and its answer is good for all that asked meanwhile. */
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

    /** Says it once when a shard goes down, and once when it is back: anybody may ask as often as they like. */
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
