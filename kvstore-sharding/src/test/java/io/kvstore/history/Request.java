package io.kvstore.history;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a key. Immutable.
 *
 * @param kind which operation
 * @param value what it writes, if it writes; of an expire or getAndExpire a name for the life that it gives, and of an end the name of the
 *     life that ends. In a history each written value, and each name, occurs once
 * @param version which version it expects, if it expects one; what an increment adds
 * @param ttl for how long the key lives then, in ns; 0 for ever
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

        /** No call: the life that a write gave the key is over, which says nothing if another write came since. */
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

    /** Has the key live on for ever, or {@link #withTtl} for so long. */
    static Request expire(String life) {
        return new Request(Kind.EXPIRE, life, 0, 0);
    }

    /** Has the key live on {@link #withTtl} for so long, and reads it. */
    static Request getAndExpire(String life) {
        return new Request(Kind.GET_AND_EXPIRE, life, 0, 0);
    }

    /** So that sums are unique in a history, no two deltas may have the same sum as others. */
    static Request increment(long delta) {
        return new Request(Kind.INCREMENT, null, delta, 0);
    }

    /** Of the life that this gives. */
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
