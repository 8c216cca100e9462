package io.kvstore.examples.http;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** One connection: what it is doing, and since when. Thread-safe. */
final class Peer {

    /** The phase of a connection. */
    enum Phase {
        /** The header is not complete. The connection is new, or idle between requests, or is sending a header. */
        HEADER,
        /** The caller is sending a body. */
        BODY,
        /** The server is working on the request. */
        WORK,
        /** The caller is receiving the answer. */
        ANSWER
    }

    private final EndPoint endPoint;
    private Phase phase = Phase.HEADER;
    private long since = NanoTime.now();
    private long bytes;
    private @Nullable Runnable onSlowBody;

    Peer(EndPoint endPoint) {
        this.endPoint = endPoint;
    }

    synchronized void enter(Phase next) {
        phase = next;
        since = NanoTime.now();
        bytes = 0;
        onSlowBody = null;
    }

    /**
     * A body starts.
     *
     * @param onSlow runs if the body is too slow
     */
    synchronized void enterBody(Runnable onSlow) {
        enter(Phase.BODY);
        onSlowBody = onSlow;
    }

    synchronized void moved(long more) {
        bytes += more;
    }

    synchronized Phase phase() {
        return phase;
    }

    /** When the phase started, in nano time. */
    synchronized long since() {
        return since;
    }

    /**
     * Ends a phase that takes too long. A slow body gets an answer that says so. Otherwise the connection is closed.
     */
    void endIfSlow(long idleNanos, Pace pace) {
        Runnable end = slow(idleNanos, pace);
        if (end != null) {
            end.run();
        }
    }

    private synchronized @Nullable Runnable slow(long idleNanos, Pace pace) {
        return switch (phase) {
            case HEADER -> NanoTime.since(since) > idleNanos ? this::close : null;
            case BODY -> pace.isTooSlow(since, bytes) ? onSlowBody : null;
            case WORK -> null;
            case ANSWER -> pace.isTooSlow(since, bytes) ? this::close : null;
        };
    }

    void close() {
        endPoint.close();
    }
}
