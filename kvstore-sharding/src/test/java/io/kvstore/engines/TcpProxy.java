package io.kvstore.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between a store and a server. It can refuse and close connections, discard the server's answers, and change
 * what the client sends.
 */
public class TcpProxy implements AutoCloseable {

    private enum Mode {
        PASS,
        REFUSE,
        SWALLOW_ANSWERS
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Mode mode = Mode.PASS;
    private volatile byte[] replaced = {};
    private volatile byte[] replacement = {};
    private final AtomicInteger replacements = new AtomicInteger();

    public TcpProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    /** Sends new connections to another server. Open connections stay. */
    public void lead(int port) {
        target = port;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Closes all connections, and each new one at once. */
    public void refuse() {
        mode = Mode.REFUSE;
        cut();
    }

    public void swallowAnswers() {
        mode = Mode.SWALLOW_ANSWERS;
    }

    /** Replaces a text in what clients send by another text of the same length, from now on. */
    public void replace(String text, String by) {
        replacement = by.getBytes(ISO_8859_1);
        replaced = text.getBytes(ISO_8859_1);
    }

    /** The number of replacements so far. */
    public int replacements() {
        return replacements.get();
    }

    private void replace(byte[] buffer, int length) {
        byte[] text = replaced;
        for (int i = 0; text.length > 0 && i <= length - text.length; i++) {
            if (Arrays.equals(buffer, i, i + text.length, text, 0, text.length)) {
                System.arraycopy(replacement, 0, buffer, i, text.length);
                replacements.incrementAndGet();
            }
        }
    }

    public void restore() {
        mode = Mode.PASS;
        cut();
    }

    public void cut() {
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                if (mode == Mode.REFUSE) {
                    close(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                start(() -> copy(client, server, false));
                start(() -> copy(server, client, true));
            }
        } catch (IOException e) {
            cut(); // the listener was closed: the test has ended
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), answers);
        } catch (IOException e) {
            // One side closed its connection, so close the other.
        } finally {
            if (answers) {
                finish(to); // it may still be sending, and must get the last answer
            } else {
                close(from);
                close(to);
            }
        }
    }

    private void pass(InputStream in, OutputStream out, boolean answers) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        long position = 0;
        boolean lost = false; // after bytes were discarded, nothing may follow on this connection
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (!answers) {
                edit(buffer, length, position);
                replace(buffer, length);
            }
            position += length;
            lost |= answers && mode == Mode.SWALLOW_ANSWERS;
            if (!lost) {
                lost = !write(out, buffer, length);
            }
        }
    }

    private static boolean write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
            return true;
        } catch (IOException e) {
            return false; // that side has closed the connection; its last bytes are still being delivered
        }
    }

    /**
     * May change what the client sends.
     *
     * @param position of the first byte in all that the client sent on this connection
     */
    protected void edit(byte[] buffer, int length, long position) {}

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static void finish(Socket client) {
        try {
            client.shutdownOutput();
        } catch (IOException e) {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cut();
    }
}
