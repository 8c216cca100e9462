package io.kvstore.examples.http;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * A response whose writes do not block. It keeps the bytes and sends them as the network accepts them. So a slow caller
 * holds memory, which is counted, but no thread. Thread-safe.
 */
final class AnswerWriter extends Response.Wrapper {

    private final Peer peer;
    private final Queue<Piece> pieces = new ArrayDeque<>();
    private final Pump pump = new Pump();
    private boolean begun;
    private boolean lastWritten;
    private @Nullable Throwable failure;
    private @Nullable Callback end;

    AnswerWriter(Request request, Response wrapped, Peer peer) {
        super(request, wrapped);
        this.peer = peer;
    }

    private record Piece(boolean last, ByteBuffer bytes) {}

    /** The callback for the handler. The request ends when the handler has ended and all bytes are sent. */
    Callback callback(Callback request) {
        return Callback.from(() -> end(request), request::failed);
    }

    private void end(Callback request) {
        Throwable failed;
        synchronized (this) {
            end = request;
            failed = failure;
        }
        if (failed == null) {
            pump.iterate();
        } else {
            request.failed(failed);
        }
    }

    @Override
    public void write(boolean last, @Nullable ByteBuffer bytes, Callback callback) {
        Throwable failed = add(last, bytes);
        if (failed == null) {
            pump.iterate();
            callback.succeeded();
        } else {
            callback.failed(failed);
        }
    }

    private synchronized @Nullable Throwable add(boolean last, @Nullable ByteBuffer bytes) {
        if (failure != null) {
            return failure;
        }
        if (lastWritten) {
            return BufferUtil.hasContent(bytes) ? new IllegalStateException("the answer has ended") : null;
        }
        if (!begun) {
            peer.enter(Peer.Phase.ANSWER);
            begun = true;
        }
        pieces.add(new Piece(last, copy(bytes)));
        lastWritten = last;
        return null;
    }

    /** A copy, because the handler reuses its buffer at once. */
    private static ByteBuffer copy(@Nullable ByteBuffer bytes) {
        if (bytes == null || !bytes.hasRemaining()) {
            return BufferUtil.EMPTY_BUFFER;
        }
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        copy.put(bytes).flip();
        return copy;
    }

    @Override
    public synchronized boolean isCommitted() {
        return begun || super.isCommitted();
    }

    @Override
    public synchronized boolean hasLastWrite() {
        return lastWritten;
    }

    private synchronized @Nullable Piece next() {
        return pieces.poll();
    }

    private synchronized @Nullable Callback end() {
        return end;
    }

    private synchronized @Nullable Callback fail(Throwable cause) {
        failure = cause;
        pieces.clear();
        return end;
    }

    /** Writes one piece after the other. */
    private final class Pump extends IteratingCallback {

        private long length;

        @Override
        protected Action process() {
            Piece piece = next();
            if (piece != null) {
                length = piece.bytes.remaining();
                getWrapped().write(piece.last, piece.bytes, this);
                return Action.SCHEDULED;
            }
            return end() == null ? Action.IDLE : Action.SUCCEEDED;
        }

        @Override
        protected void onSuccess() {
            peer.moved(length);
        }

        @Override
        protected void onCompleteFailure(Throwable cause) {
            Callback request = fail(cause);
            if (request != null) {
                request.failed(cause);
            }
        }

        @Override
        protected void onCompleteSuccess() {
            Callback request = end();
            if (request != null) {
                request.succeeded();
            }
        }
    }
}
