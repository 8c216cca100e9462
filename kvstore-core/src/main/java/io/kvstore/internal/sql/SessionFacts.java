package io.kvstore.internal.sql;

import java.time.Duration;

/**
 * What a server said of itself and of a connection when the connection was made to it.
 *
 * @param maxAllowedPacket the most bytes of one statement, and of one row that comes back
 * @param connectionId the server's number of the connection; 0 where the database is part of this process
 * @param server names the server, by what stays the same until another one stands in its place
 * @param readOnly whether it took no writes then
 * @param connectedAt when that was, by {@link System#nanoTime}
 */
public record SessionFacts(
        long maxAllowedPacket, long connectionId, String server, boolean readOnly, long connectedAt) {

    /** Before the first connection, and for a database that is part of this process. */
    public static final SessionFacts UNLIMITED = new SessionFacts(Long.MAX_VALUE, 0, "", false, 0);

    /** Whether the connection is one to a server, which may go on with a statement when its client has gone. */
    public boolean isServed() {
        return connectionId != 0;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - connectedAt);
    }
}
