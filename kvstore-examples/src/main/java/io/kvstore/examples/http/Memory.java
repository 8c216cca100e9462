package io.kvstore.examples.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of requests and answers that are in memory, and lets there be no more than a bound. Thread-safe. */
final class Memory {

    static final String FULL = "the memory of this server for requests and answers is full";

    /** What each request has without being counted, so that small ones go on when large ones have filled all. */
    private static final long FREE = 64 * 1024;

    /** A change between a look and the wait is not told of. */
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Where a request has its share. */
    private static final String SHARE = Memory.class.getName();

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Memory(long most) {
        this.most = most;
    }

    /** Opens a share for a request. It is given back when the last byte of the answer is gone, or the line. */
    void open(Request request) {
        Share share = new Share();
        request.setAttribute(SHARE, share);
        Request.addCompletionListener(request, failure -> share.close());
    }

    /** The share of a request. */
    static Share share(Request request) {
        return share(request.getAttribute(SHARE));
    }

    /** The share of a request. */
    static Share share(Context ctx) {
        return share(ctx.req().getAttribute(SHARE));
    }

    private static Share share(@Nullable Object attribute) {
        if (attribute instanceof Share share) {
            return share;
        }
        throw new IllegalStateException("no share of the memory was opened for this request");
    }

    /** What one request holds. Thread-safe. */
    final class Share {

        private long asked;
        private boolean closed;

        /** Takes so many bytes more, if there is room for all of them. */
        synchronized boolean take(long bytes) {
            long more = counted(asked + bytes) - counted(asked);
            if (closed || !takeFromAll(more)) {
                return false;
            }
            asked += bytes;
            return true;
        }

        /** Takes so many bytes more, or refuses the request. */
        void takeOrRefuse(long bytes) {
            takeOrRefuse(bytes, Problem.UNCHANGED);
        }

        /** Takes so many bytes more, or refuses the request and says what it has changed by now. */
        void takeOrRefuse(long bytes, String changed) {
            if (!take(bytes)) {
                throw new ProblemException(Problem.busy(FULL, changed));
            }
        }

        /** As {@link #take}, and waits for room if there is none: for room that is taken for a moment only. */
        boolean takeWithin(long bytes, Duration timeout) throws InterruptedException {
            long start = NanoTime.now();
            while (!take(bytes)) {
                if (NanoTime.since(start) >= timeout.toNanos()) {
                    return false;
                }
                awaitChange();
            }
            return true;
        }

        /** Gives so many of them back. */
        synchronized void giveBack(long bytes) {
            if (!closed) {
                giveBackToAll(counted(asked) - counted(asked - bytes));
                asked -= bytes;
            }
        }

        private synchronized void close() {
            giveBack(asked);
            closed = true;
        }
    }

    private boolean takeFromAll(long bytes) {
        return bytes == 0 || taken.getAndUpdate(now -> now + bytes > most ? now : now + bytes) + bytes <= most;
    }

    private void giveBackToAll(long bytes) {
        taken.addAndGet(-bytes);
        synchronized (this) {
            notifyAll();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its caller looks again, for whatever reason it wakes up
    private synchronized void awaitChange() throws InterruptedException {
        wait(LOOK_AGAIN_MILLIS);
    }

    private static long counted(long bytes) {
        return Math.max(0, bytes - FREE);
    }

    /** What is held now. */
    long taken() {
        return taken.get();
    }
}
