package io.kvstore.internal.engine.mysql.session;

import io.kvstore.internal.engine.mysql.ServerVersion;
import java.util.function.Predicate;

/**
 * A session variable that changes the meaning, the results, the commit or the duration of statements.
 *
 * @param name as in {@code @@session.name}
 * @param set its value in SQL; empty if only few users may set it, so that it is only verified
 * @param read the expression that reads it back
 * @param mustBe the value that must be read back
 * @param on the servers that have it
 */
record SessionVariable(String name, String set, String read, String mustBe, Predicate<ServerVersion> on) {

    static SessionVariable number(String name, String value) {
        return new SessionVariable(name, value, "@@session." + name, value, version -> true);
    }

    static SessionVariable number(String name, long value) {
        return number(name, Long.toString(value));
    }

    static SessionVariable text(String name, String value) {
        return new SessionVariable(name, "'" + value + "'", "@@session." + name, value, version -> true);
    }

    /** A variable that is only verified, not set. */
    static SessionVariable given(String name, String read, String mustBe) {
        return new SessionVariable(name, "", read, mustBe, version -> true);
    }

    SessionVariable on(Predicate<ServerVersion> servers) {
        return new SessionVariable(name, set, read, mustBe, servers);
    }

    boolean isSet() {
        return !set.isEmpty();
    }

    String assignment() {
        return "@@session." + name + " = " + set;
    }
}
