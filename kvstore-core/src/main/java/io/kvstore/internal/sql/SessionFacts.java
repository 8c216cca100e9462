package io.kvstore.internal.sql;

/**
 * What a server said of itself when a connection was made to it.
 *
 * @param maxAllowedPacket the most bytes of one statement, and of one row that comes back
 */
public record SessionFacts(long maxAllowedPacket) {

    /** Before the first connection, and for a database without such limits. */
    public static final SessionFacts UNLIMITED = new SessionFacts(Long.MAX_VALUE);
}
