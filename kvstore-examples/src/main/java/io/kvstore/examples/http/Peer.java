package io.kvstore.examples.http;

import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** One connection, and whom it keeps waiting for what since when. Thread-safe. */
final class Peer {

    /** What a connection is at. */
    enum Phase {
        /** No whole header is here yet: it is new, or rests between two requests, or its header is coming in. */
        HEADER,
        /** A body is coming in. */
        BODY,
        /** The server is at work: the caller keeps nobody waiting. */
        WORK,
        /** An answer is going out. */
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

    /** A body begins to come in; what is to be done if it comes in too slowly. */
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

    /** When its phase began; nano time. */
    synchronized long since() {
        return since;
    }

    /** Ends what takes too long: a body with an answer that says so, all else by closing. */
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
