package io.kvstore.examples.bench.proxy;

import static java.nio.channels.SelectionKey.OP_READ;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection. One thread reads, another writes. The number of bytes between them is limited. At the
 * limit, reading stops until some are written, as with the window of TCP.
 */
final class Direction {

    /** At a delay of 5 ms this allows 800 MB/s. */
    static final int MAX_UNDER_WAY = 4 * 1024 * 1024;

    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Connection connection;
    private final SocketChannel source;
    private final SocketChannel sink;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Deque<ByteBuffer> due = new ArrayDeque<>(); // used by the writing thread
    private boolean ended; // used by the reading thread
    private volatile @Nullable SelectionKey key;

    Direction(Connection connection, SocketChannel source, SocketChannel sink) {
        this.connection = connection;
        this.source = source;
        this.sink = sink;
    }

    void register(Selector selector) throws IOException {
        key = source.register(selector, 0, this);
        resumeReading(); // needs the key
    }

    /** Reads the available bytes and sends them to the delay line. Called by the reading thread. */
    void read(ByteBuffer buffer, DelayLine line) {
        try {
            int count = ended ? 0 : source.read(buffer.clear());
            long now = System.nanoTime();
            if (count > 0) {
                ByteBuffer copy = ByteBuffer.allocate(count).put(buffer.flip()).flip();
                pauseIfFull(underWay.addAndGet(count));
                line.send(this, copy, now);
            } else if (count < 0) {
                ended = true;
                line.send(this, END, now);
            }
            if (ended) {
                interest(0);
            }
        } catch (IOException e) {
            connection.close(); // one side reset the connection: close the other at once
        }
    }

    private void pauseIfFull(int count) {
        if (count >= MAX_UNDER_WAY) {
            interest(0);
            if (underWay.get() < MAX_UNDER_WAY) { // the writing thread was faster
                interest(OP_READ);
            }
        }
    }

    /** Writes bytes that are due, after those that already wait. See {@link #flush}. Called by the writing thread. */
    boolean write(ByteBuffer bytes) {
        due.add(bytes);
        return flush();
    }

    /**
     * Writes due bytes, as many as the socket accepts. Called by the writing thread.
     *
     * @return true if all were written
     */
    boolean flush() {
        try {
            while (!due.isEmpty()) {
                ByteBuffer next = due.getFirst();
                if (isEnd(next)) {
                    sink.shutdownOutput();
                    connection.finished();
                } else {
                    gone(sink.write(next));
                }
                if (next.hasRemaining()) {
                    return false;
                }
                due.removeFirst();
            }
        } catch (IOException e) {
            due.clear();
            connection.close();
        }
        return true;
    }

    private static boolean isEnd(ByteBuffer bytes) {
        return bytes.capacity() == 0;
    }

    private void gone(int count) {
        int before = underWay.getAndAdd(-count);
        if (before >= MAX_UNDER_WAY && before - count < MAX_UNDER_WAY) {
            resumeReading();
        }
    }

    private void resumeReading() {
        interest(OP_READ);
        SelectionKey own = key;
        if (own != null) {
            own.selector().wakeup();
        }
    }

    private void interest(int operations) {
        SelectionKey own = key;
        try {
            if (own != null) {
                own.interestOps(operations);
            }
        } catch (CancelledKeyException e) {
            // The connection was closed meanwhile.
        }
    }
}
