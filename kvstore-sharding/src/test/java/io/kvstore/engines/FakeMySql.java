package io.kvstore.engines;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A fake MySQL server. It asks clients for the password in clear text and records what they send. */
public final class FakeMySql implements AutoCloseable {

    private static final int CLIENT_SSL = 0x0800;
    private static final int CAPABILITIES = 0x0008_A209; // protocol 4.1, secure connection, transactions, plugins

    private final ServerSocket listener = new ServerSocket(0);
    private final @Nullable SSLContext tls;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    private FakeMySql(@Nullable SSLContext tls) throws IOException {
        this.tls = tls;
        Thread thread = new Thread(this::accept, "fake-mysql");
        thread.setDaemon(true);
        thread.start();
    }

    public static FakeMySql withoutTls() throws IOException {
        return new FakeMySql(null);
    }

    /** With a self-signed certificate. */
    public static FakeMySql withTls(Path directory) throws Exception {
        return new FakeMySql(SelfSigned.context(directory));
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** All that clients sent after the greeting, without TLS records. */
    public String heard() {
        synchronized (heard) {
            return heard.toString(ISO_8859_1);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try (Socket client = listener.accept()) {
                client.setSoTimeout(5_000);
                talk(client);
            } catch (IOException e) {
                // The client has disconnected, or the test has ended.
            }
        }
    }

    private void talk(Socket client) throws IOException {
        send(client.getOutputStream(), 0, greeting());
        if (tls == null) {
            askForPassword(client, 2);
            return;
        }
        byte[] wish = packet(client.getInputStream());
        if (wish.length != 32) { // the client does not ask for TLS
            hear(wish);
            return;
        }
        try (SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(client, null, port(), false)) {
            secured.setUseClientMode(false);
            askForPassword(secured, 3);
        }
    }

    private void askForPassword(Socket client, int sequence) throws IOException {
        hear(packet(client.getInputStream()));
        send(client.getOutputStream(), sequence, "\u00femysql_clear_password\0".getBytes(ISO_8859_1));
        hear(packet(client.getInputStream()));
    }

    private void hear(byte[] packet) {
        synchronized (heard) {
            heard.writeBytes(packet);
        }
    }

    private byte[] greeting() {
        int capabilities = CAPABILITIES | (tls == null ? 0 : CLIENT_SSL);
        String text = "\n8.4.0\0\1\0\0\0abcdefgh\0"
                + chars(capabilities)
                + "-\2\0"
                + chars(capabilities >>> 16)
                + "\u0015\0\0\0\0\0\0\0\0\0\0ijklmnopqrst\0caching_sha2_password\0";
        return text.getBytes(ISO_8859_1);
    }

    private static String chars(int twoBytes) {
        return "" + (char) (twoBytes & 0xff) + (char) ((twoBytes >>> 8) & 0xff);
    }

    private static byte[] packet(InputStream in) throws IOException {
        byte[] header = in.readNBytes(4);
        if (header.length < 4) {
            throw new EOFException();
        }
        return in.readNBytes((header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16);
    }

    private static void send(OutputStream out, int sequence, byte[] body) throws IOException {
        byte[] packet = new byte[4 + body.length];
        packet[0] = (byte) body.length;
        packet[3] = (byte) sequence;
        System.arraycopy(body, 0, packet, 4, body.length);
        out.write(packet);
        out.flush();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
