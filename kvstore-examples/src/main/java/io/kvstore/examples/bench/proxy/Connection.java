package io.kvstore.examples.bench.proxy;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's socket and one to the server, closed together. Thread-safe. */
final class Connection {

    private final SocketChannel client;
    private final SocketChannel server;
    private final Selector selector;
    private final AtomicInteger unfinished = new AtomicInteger(2);

    Connection(SocketChannel client, SocketChannel server, Selector selector) {
        this.client = client;
        this.server = server;
        this.selector = selector;
    }

    /** Lets the selector's thread read both sockets. */
    void open() throws IOException {
        new Direction(this, client, server).register(selector);
        new Direction(this, server, client).register(selector);
    }

    /** One direction has delivered its last byte; after both, there is nothing left to do. */
    void finished() {
        if (unfinished.decrementAndGet() == 0) {
            close();
        }
    }

    void close() {
        try (client;
                server) {
            selector.wakeup(); // which lets go of closed sockets
        } catch (IOException e) {
            // as closed as it gets
        }
    }
}
