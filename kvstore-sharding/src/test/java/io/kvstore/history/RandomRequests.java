package io.kvstore.history;

import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The requests of one caller: random, from a seed. Used by one thread. */
final class RandomRequests {

    /** Values of this length or more are refused by the database after {@link #refuseLongValues}. */
    private static final int TOO_LONG = 40;

    private static final long MAX_TTL_MILLIS = 30;

    /** So large that two equal sums in a history are very unlikely. */
    private static final long MAX_DELTA = 1L << 50;

    private final int caller;
    private final Random random;
    private final boolean expiring;
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private int writes;

    /** @param expiring whether keys expire soon, or never */
    RandomRequests(int caller, long seed, boolean expiring) {
        this.caller = caller;
        this.random = new Random(31 * seed + caller);
        this.expiring = expiring;
    }

    /** SQL that makes a database refuse some writes, and with them the statements that they share. */
    static String refuseLongValues() {
        return "ALTER TABLE kv_default MODIFY v VARBINARY(" + (TOO_LONG - 1) + ") NOT NULL";
    }

    /** Whether the database then refuses the request. */
    static boolean isRefused(Request request) {
        return request.value() != null && request.value().length() >= TOO_LONG;
    }

    String oneOf(String... keys) {
        return keys[random.nextInt(keys.length)];
    }

    Request next(String key) {
        return expiring ? expiring(key) : lasting(key);
    }

    /**
     * Some keys are renewed by compareAndSet, the others by expire. An expire changes the version, and does not return
     * it.
     */
    private Request expiring(String key) {
        long ttl = TimeUnit.MILLISECONDS.toNanos(1 + random.nextLong(MAX_TTL_MILLIS));
        int percent = random.nextInt(100);
        if (percent < 15) {
            return Request.put(value()).withTtl(ttl);
        } else if (percent < 20) {
            return Request.delete();
        } else if (percent < 30) {
            return Request.putIfAbsent(value()).withTtl(ttl);
        }
        if (key.hashCode() % 2 == 0) {
            Long version = versions.remove(key);
            return version == null
                    ? Request.getEntry()
                    : Request.compareAndSet(version, value()).withTtl(ttl);
        } else if (percent < 45) {
            return Request.getAndExpire(value()).withTtl(ttl);
        } else if (percent < 55) {
            return Request.expire(value()).withTtl(ttl);
        }
        return percent < 57 ? Request.expire(value()) : Request.get();
    }

    private Request lasting(String key) {
        int percent = random.nextInt(100);
        if (percent < 30) {
            return Request.get();
        } else if (percent < 45) {
            return Request.getEntry();
        } else if (percent < 70) {
            return Request.put(value());
        } else if (percent < 78) {
            return Request.delete();
        } else if (percent < 86) {
            return Request.putIfAbsent(value());
        } else if (percent < 90) {
            return Request.increment(1 + random.nextLong(MAX_DELTA));
        }
        Long version = versions.get(key);
        if (version == null) {
            return Request.getEntry();
        }
        return percent < 93 ? Request.compareAndDelete(version) : Request.compareAndSet(version, value());
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
