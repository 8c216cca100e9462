package io.kvstore.history;

import org.jspecify.annotations.Nullable;

/**
 * What is asked of a key. Immutable.
 *
 * @param kind which operation
 * @param value what it writes, if it writes; in a history each written value occurs once
 * @param version which version it expects, if it expects one
 */
record Request(Kind kind, @Nullable String value, long version) {

    enum Kind {
        GET("get"),
        GET_ENTRY("getEntry"),
        PUT("put"),
        DELETE("delete"),
        PUT_IF_ABSENT("putIfAbsent"),
        COMPARE_AND_SET("compareAndSet");

        private final String method;

        Kind(String method) {
            this.method = method;
        }
    }

    static Request get() {
        return new Request(Kind.GET, null, 0);
    }

    static Request getEntry() {
        return new Request(Kind.GET_ENTRY, null, 0);
    }

    static Request put(String value) {
        return new Request(Kind.PUT, value, 0);
    }

    static Request delete() {
        return new Request(Kind.DELETE, null, 0);
    }

    static Request putIfAbsent(String value) {
        return new Request(Kind.PUT_IF_ABSENT, value, 0);
    }

    static Request compareAndSet(long version, String value) {
        return new Request(Kind.COMPARE_AND_SET, value, version);
    }

    @Override
    public String toString() {
        String arguments = kind == Kind.COMPARE_AND_SET ? version + ", " + value : value == null ? "" : value;
        return kind.method + "(" + arguments + ")";
    }
}
