package io.kvstore.examples.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads one body up to a limit, with a declared length or in chunks. It holds at most the limit, and no memory for
 * bytes that have not arrived. It runs when there is something to read. Only {@link #tooSlow} may be called at the same
 * time.
 */
final class BodyReader implements Runnable {

    /**
     * The most bytes that are read and discarded, so that a caller who is still sending can see the answer. Beyond
     * that, the connection is closed.
     */
    private static final long MAX_DISCARDED = 64L * 1024 * 1024;

    private static final int FIRST_BYTES = 8 * 1024;

    private final Request request;
    private final Peer peer;
    private final Memory.Share share;
    private final int most;
    private final Consumer<Body> then;
    private final AtomicBoolean over = new AtomicBoolean();
    private byte[] bytes = new byte[0];
    private int count;
    private long discarded;
    private @Nullable Problem refusal;

    BodyReader(Request request, Peer peer, int most, Consumer<Body> then) {
        this.request = request;
        this.peer = peer;
        this.share = Memory.share(request);
        this.most = most;
        this.then = then;
    }

    void start() {
        long declared = request.getLength();
        if (declared > most) {
            refusal = tooLarge();
            if (declared > MAX_DISCARDED || request.getHeaders().contains(HttpHeader.EXPECT)) {
                end(Body.refused(refusal));
                return;
            }
        }
        peer.enterBody(this::tooSlow);
        run();
    }

    private void tooSlow() {
        end(Body.refused(
                Problem.of(408, "Request Timeout", "the body arrived too slowly: the server stopped waiting for it")));
    }

    @Override
    public void run() {
        while (!over.get()) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                end(Body.refused(Problem.badRequest("the body is incomplete, or its chunks are not valid HTTP")));
                return;
            }
            take(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast() || discarded > MAX_DISCARDED) {
                end(refusal == null ? Body.of(whole()) : Body.refused(refusal));
                return;
            }
        }
    }

    private void take(ByteBuffer more) {
        int length = more.remaining();
        peer.moved(length);
        if (refusal == null && length > most - count) {
            refusal = tooLarge();
        }
        if (refusal == null && !makeRoom(length)) {
            refusal = Problem.busy(Memory.FULL);
        }
        if (refusal == null) {
            more.get(bytes, count, length);
            count += length;
        } else {
            share.giveBack((long) ServerLimits.COPIES * bytes.length);
            bytes = new byte[0];
            discarded += length;
        }
    }

    private boolean makeRoom(int length) {
        if (length <= bytes.length - count) {
            return true;
        }
        long wanted = Math.max((long) count + length, Math.max(FIRST_BYTES, 2L * bytes.length));
        long declared = request.getLength();
        int size = (int) Math.min(wanted, declared >= 0 ? declared : most);
        if (!share.take((long) ServerLimits.COPIES * (size - bytes.length))) {
            return false;
        }
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    private byte[] whole() {
        return bytes.length == count ? bytes : Arrays.copyOf(bytes, count);
    }

    private void end(Body body) {
        if (over.compareAndSet(false, true)) {
            then.accept(body);
        }
    }

    private Problem tooLarge() {
        return Problem.tooLarge("the body is longer than " + most + " bytes");
    }
}
