package io.kvstore.examples.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of requests and answers in memory and limits their number. Thread-safe. */
final class Memory {

    static final String FULL = "the memory of this server for requests and answers is full";

    /** Bytes per request that are not counted, so that small requests still work when large ones use all memory. */
    private static final long FREE = 64 * 1024;

    /** A timeout, because a change just before the wait is not signalled. */
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** The request attribute with the share. */
    private static final String SHARE = Memory.class.getName();

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Memory(long most) {
        this.most = most;
    }

    /** Opens a share for a request. It is released when the request ends. */
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

    /** The bytes of one request. Thread-safe. */
    final class Share {

        private long asked;
        private boolean closed;

        /** Takes more bytes if there is room for all of them. Returns whether it did. */
        synchronized boolean take(long bytes) {
            long more = counted(asked + bytes) - counted(asked);
            if (closed || !takeFromAll(more)) {
                return false;
            }
            asked += bytes;
            return true;
        }

        /** Takes more bytes, or refuses the request. */
        void takeOrRefuse(long bytes) {
            takeOrRefuse(bytes, Problem.UNCHANGED);
        }

        /**
         * Takes more bytes, or refuses the request.
         *
         * @param changed what the request has changed so far, for the message
         */
        void takeOrRefuse(long bytes, String changed) {
            if (!take(bytes)) {
                throw new ProblemException(Problem.busy(FULL, changed));
            }
        }

        /** Like {@link #take}, but waits for room. Use it if others need their memory only for a short time. */
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

        /** Releases bytes. */
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

    @SuppressWarnings("WaitNotInLoop") // the caller checks again after any wake-up
    private synchronized void awaitChange() throws InterruptedException {
        wait(LOOK_AGAIN_MILLIS);
    }

    private static long counted(long bytes) {
        return Math.max(0, bytes - FREE);
    }

    /** The bytes taken now. */
    long taken() {
        return taken.get();
    }
}
