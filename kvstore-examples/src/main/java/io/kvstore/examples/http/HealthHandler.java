package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.kvstore.KvAdmin;
import io.kvstore.KvStore;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every shard: 200 if all answer, 503 if one does not. Meant for alerts; a load balancer that took it for
 * readiness would cut off the shards that work along with the one that does not. Thread-safe.
 */
final class HealthHandler {

    static final String PATH = "/health";

    private static final Logger log = LoggerFactory.getLogger(HealthHandler.class);

    private final KvStore store;
    private final Set<String> down = ConcurrentHashMap.newKeySet();

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
        List<KvAdmin.Health> health = store.admin().health();
        health.forEach(this::logChange);
        List<Shard> shards = health.stream()
                .map(shard -> new Shard(shard.shard(), shard.up()))
                .toList();
        boolean up = shards.stream().allMatch(Shard::up);
        ctx.header(Header.CACHE_CONTROL, "no-store");
        Responses.json(ctx, up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, new Health(up, shards));
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
