package io.kvstore.examples.bench.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * A local TCP proxy that delays the traffic to a server. It reads bytes at once and writes them when the delay has
 * passed. Order and throughput stay the same, and several packets can be delayed at the same time. Opening a connection
 * is not delayed. Three threads serve all connections: one accepts, one reads, one writes. Thread-safe.
 */
public final class DelayProxy implements AutoCloseable {

    private static final int READ_BYTES = 256 * 1024;

    private final InetSocketAddress server;
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final DelayLine line;

    /**
     * Starts a proxy.
     *
     * @param server the server behind it
     * @param delay of each direction: half a round trip
     */
    public DelayProxy(InetSocketAddress server, Duration delay) {
        this.server = server;
        try {
            selector = Selector.open();
            listener = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        line = new DelayLine("delay-write-" + server, delay);
        start("delay-accept-" + server, this::acceptAll);
        start("delay-read-" + server, this::readAll);
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * The address for clients.
     *
     * @return a port of this machine
     */
    public InetSocketAddress address() {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), listener.socket().getLocalPort());
    }

    /**
     * The delays since the last call of this method.
     *
     * @return nanoseconds, one value for each piece that was read
     */
    public Histogram held() {
        return line.held();
    }

    private void acceptAll() {
        while (listener.isOpen()) {
            try {
                connect(listener.accept());
            } catch (AsynchronousCloseException | ClosedSelectorException e) {
                return; // the proxy was closed
            } catch (IOException | UnresolvedAddressException e) {
                // The client's connection is closed, as if the server had closed it.
            }
        }
    }

    private void connect(SocketChannel client) throws IOException {
        SocketChannel far = SocketChannel.open();
        try {
            far.connect(server);
            for (SocketChannel end : new SocketChannel[] {client, far}) {
                end.setOption(StandardSocketOptions.TCP_NODELAY, true);
                end.configureBlocking(false);
            }
            new Connection(client, far, selector).open();
        } catch (IOException | RuntimeException e) {
            client.close();
            far.close();
            throw e;
        }
    }

    private void readAll() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        try {
            while (selector.isOpen()) {
                selector.select(key -> ((Direction) key.attachment()).read(buffer, line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedSelectorException e) {
            // The proxy was closed.
        }
    }

    /** Closes all connections at once, without waiting for bytes in the queue. */
    @Override
    public void close() {
        try (selector;
                listener;
                line) {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
