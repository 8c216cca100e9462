package io.kvstore.examples.bench.proxy;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's socket and a socket to the server. They are closed together. Thread-safe. */
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

    /** Registers both sockets with the selector for reading. */
    void open() throws IOException {
        new Direction(this, client, server).register(selector);
        new Direction(this, server, client).register(selector);
    }

    /** Notes that one direction has delivered its last byte. After both, the connection is closed. */
    void finished() {
        if (unfinished.decrementAndGet() == 0) {
            close();
        }
    }

    void close() {
        try (client;
                server) {
            selector.wakeup(); // deregisters closed sockets
        } catch (IOException e) {
            // nothing more can be done
        }
    }
}
