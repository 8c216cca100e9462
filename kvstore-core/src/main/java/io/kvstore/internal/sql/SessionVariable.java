package io.kvstore.internal.sql;

import java.util.function.Predicate;

/**
 * One variable of a session, on which the meaning, the results, the commit or the length of statements stands.
 *
 * @param name as in {@code @@session.name}
 * @param set what it is set to, in SQL; empty where only few users may set it, so that it is verified alone
 * @param read what is read back, in SQL
 * @param mustBe what is read back on a session that is fit
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

    /** The session has it from elsewhere. */
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
