package io.kvstore.history;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** What one caller asks, one request after the other: random, but for the seed. Used by one thread. */
final class RandomRequests {

    /** From this length on {@link #refuseLongValues} has the database refuse a value. */
    private static final int TOO_LONG = 40;

    private final int caller;
    private final Random random;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private int writes;

    RandomRequests(int caller, long seed) {
        this.caller = caller;
        this.random = new Random(31 * seed + caller);
    }

    /** SQL for a database to refuse some of the writes, whatever else their statements carry. */
    static String refuseLongValues() {
        return "ALTER TABLE kv_default MODIFY v VARBINARY(" + (TOO_LONG - 1) + ") NOT NULL";
    }

    /** Whether the database refuses it then. */
    static boolean isRefused(Request request) {
        return request.value() != null && request.value().length() >= TOO_LONG;
    }

    String oneOf(String... keys) {
        return keys[random.nextInt(keys.length)];
    }

    Request next(String key) {
        int percent = random.nextInt(100);
        if (percent < 30) {
            return Request.get();
        } else if (percent < 45) {
            return Request.getEntry();
        } else if (percent < 70) {
            return Request.put(value());
        } else if (percent < 78) {
            return Request.delete();
        } else if (percent < 88) {
            return Request.putIfAbsent(value());
        }
        Long version = versions.get(key);
        return version == null ? Request.getEntry() : Request.compareAndSet(version, value());
    }

    /** Remembers a version for the next {@code compareAndSet}. May be called by any thread. */
    void saw(String key, Optional<Reply> reply) {
        reply.filter(seen -> seen.version() > 0).ifPresent(seen -> versions.put(key, seen.version()));
    }

    private String value() {
        String value = caller + "/" + ++writes;
        return random.nextInt(20) == 0 ? value + "-" + "x".repeat(TOO_LONG) : value;
    }
}
