package io.kvstore.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a store and a server, and can refuse, cut, or swallow what the server answers. */
public final class TcpProxy implements AutoCloseable {

    private enum Mode {
        PASS,
        REFUSE,
        SWALLOW_ANSWERS
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile Mode mode = Mode.PASS;

    public TcpProxy(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts all connections, and every new one at once. */
    public void refuse() {
        mode = Mode.REFUSE;
        cut();
    }

    public void swallowAnswers() {
        mode = Mode.SWALLOW_ANSWERS;
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
            cut(); // the listener was closed: the test is over
        }
    }

    private void copy(Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[64 * 1024];
        boolean lost = false; // a stream that lost some bytes must not go on behind them
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                lost |= answers && mode == Mode.SWALLOW_ANSWERS;
                if (!lost) {
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            close(to); // either side was cut: so is the other
        }
    }

    private static void start(Runnable body) {
        Thread thread = new Thread(body, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
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
