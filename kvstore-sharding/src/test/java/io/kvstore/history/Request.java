package io.kvstore.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request on a key. Immutable.
 *
 * @param kind the operation
 * @param value the value it writes, if any; for an expire or getAndExpire the name of the expiry that it sets, for an
 *     end the name of the expiry; each value and name occurs once in a history
 * @param version the version it expects, if any; for an increment the number to add
 * @param ttl the time-to-live it sets, in ns; 0 for none
 */
record Request(Kind kind, @Nullable String value, long version, long ttl) {

    enum Kind {
        GET("get"),
        GET_ENTRY("getEntry"),
        PUT("put"),
        DELETE("delete"),
        PUT_IF_ABSENT("putIfAbsent"),
        COMPARE_AND_SET("compareAndSet"),
        COMPARE_AND_DELETE("compareAndDelete"),
        EXPIRE("expire"),
        GET_AND_EXPIRE("getAndExpire"),
        INCREMENT("increment"),

        /**
         * Not a call: the time-to-live that a write set has passed. It has no effect if another write came after that
         * one.
         */
        END("end");

        private final String method;

        Kind(String method) {
            this.method = method;
        }
    }

    static Request get() {
        return new Request(Kind.GET, null, 0, 0);
    }

    static Request getEntry() {
        return new Request(Kind.GET_ENTRY, null, 0, 0);
    }

    static Request put(String value) {
        return new Request(Kind.PUT, value, 0, 0);
    }

    static Request delete() {
        return new Request(Kind.DELETE, null, 0, 0);
    }

    static Request putIfAbsent(String value) {
        return new Request(Kind.PUT_IF_ABSENT, value, 0, 0);
    }

    static Request compareAndSet(long version, String value) {
        return new Request(Kind.COMPARE_AND_SET, value, version, 0);
    }

    static Request compareAndDelete(long version) {
        return new Request(Kind.COMPARE_AND_DELETE, null, version, 0);
    }

    /** Removes the time-to-live, or sets it {@link #withTtl}. */
    static Request expire(String life) {
        return new Request(Kind.EXPIRE, life, 0, 0);
    }

    /** Reads the key and sets its time-to-live {@link #withTtl}. */
    static Request getAndExpire(String life) {
        return new Request(Kind.GET_AND_EXPIRE, life, 0, 0);
    }

    /** Sums must be unique in a history, so no two sets of deltas may have the same sum. */
    static Request increment(long delta) {
        return new Request(Kind.INCREMENT, null, delta, 0);
    }

    /** The expiry that this request sets. */
    Request end() {
        return new Request(Kind.END, value, 0, 0);
    }

    Request withTtl(long nanos) {
        return new Request(kind, value, version, nanos);
    }

    Duration timeToLive() {
        return Duration.ofNanos(ttl);
    }

    @Override
    public String toString() {
        String arguments = (version == 0 ? "" : version + ", ") + (value == null ? "" : value);
        return kind.method + "(" + arguments + (ttl > 0 ? ", " + ttl / 1e3 + " us" : "") + ")";
    }
}
