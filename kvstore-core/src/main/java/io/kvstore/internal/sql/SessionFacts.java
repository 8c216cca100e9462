package io.kvstore.internal.sql;

import java.time.Duration;

/**
 * What the server reported about itself and a connection, when the connection was opened.
 *
 * @param maxAllowedPacket the most bytes of one statement, and of one row of a result
 * @param connectionId the server's id of the connection; 0 if the database is part of this process
 * @param server the identity of the server. It stays the same until another server takes its place
 * @param readOnly whether the server was read-only
 * @param connectedAt when the connection was opened, by {@link System#nanoTime}
 */
public record SessionFacts(
        long maxAllowedPacket, long connectionId, String server, boolean readOnly, long connectedAt) {

    /** Used before the first connection, and for a database that is part of this process. */
    public static final SessionFacts UNLIMITED = new SessionFacts(Long.MAX_VALUE, 0, "", false, 0);

    /** Whether the connection leads to a server, which may continue a statement after its client is gone. */
    public boolean isServed() {
        return connectionId != 0;
    }

    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - connectedAt);
    }
}
