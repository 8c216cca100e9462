package io.kvstore.examples.bench.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DelayProxyTest {

    private static final Duration DELAY = Duration.ofMillis(2);

    /** More than the kernel can buffer for two connections. */
    private static final long UNBOUNDED = 256L * 1024 * 1024;

    @Test
    void noAnswerComesSoonerThanTheRoundTrip() throws IOException {
        try (EchoServer server = new EchoServer();
                DelayProxy proxy = new DelayProxy(server.address(), DELAY);
                Socket client = connect(proxy)) {
            for (int ping = 1; ping <= 100; ping++) {
                long start = System.nanoTime();
                client.getOutputStream().write(ping);
                assertThat(client.getInputStream().read()).isEqualTo(ping);
                assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(2 * DELAY.toNanos());
            }
            Histogram held = proxy.held();
            assertThat(held.getTotalCount()).isBetween(199L, 200L); // the last answer may not be recorded yet
            assertThat(held.getMinValue()).isGreaterThanOrEqualTo(held.lowestEquivalentValue(DELAY.toNanos()));
        }
    }

    @Test
    void bytesArriveInTheOrderInWhichTheyWereSent() throws Exception {
        byte[] sent = new byte[5 * Direction.MAX_UNDER_WAY + 1];
        new Random(1).nextBytes(sent);
        try (EchoServer server = new EchoServer();
                DelayProxy proxy = new DelayProxy(server.address(), DELAY);
                Socket client = connect(proxy)) {
            CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> readAll(client));
            OutputStream out = client.getOutputStream();
            Random sizes = new Random(2);
            for (int at = 0; at < sent.length; ) {
                int size = Math.min(sent.length - at, 1 + sizes.nextInt(100_000));
                out.write(sent, at, size);
                at += size;
            }
            client.shutdownOutput();

            assertThat(received.get(30, TimeUnit.SECONDS)).isEqualTo(sent);
        }
    }

    /** A proxy that slept for each piece would take 20 s here. */
    @Test
    void manyPiecesAreUnderWayAtOnce() throws IOException {
        Duration far = Duration.ofMillis(50);
        try (EchoServer server = new EchoServer();
                DelayProxy proxy = new DelayProxy(server.address(), far)) {
            Socket[] clients = new Socket[200];
            long start = System.nanoTime();
            for (int i = 0; i < clients.length; i++) {
                clients[i] = connect(proxy);
                clients[i].getOutputStream().write(i);
            }
            for (int i = 0; i < clients.length; i++) {
                assertThat(clients[i].getInputStream().read()).isEqualTo(i);
                clients[i].close();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void bytesThatNobodyReadsAreLimited() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                DelayProxy proxy = new DelayProxy(
                        new InetSocketAddress(server.getInetAddress(), server.getLocalPort()),
                        Duration.ofNanos(1_000));
                SocketChannel client = SocketChannel.open(proxy.address());
                Socket served = server.accept()) {
            client.configureBlocking(false);
            long[] sent = {0};
            await().during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> writeUntilFull(client, sent) == 0);

            assertThat(sent[0]).isBetween((long) Direction.MAX_UNDER_WAY, UNBOUNDED);

            client.configureBlocking(true);
            client.shutdownOutput();
            long received = 0;
            DataInputStream in = new DataInputStream(new BufferedInputStream(served.getInputStream()));
            while (received < sent[0] / Long.BYTES) {
                assertThat(in.readLong()).isEqualTo(received++);
            }
            assertThat(in.readAllBytes()).as("the rest, then the end").hasSize((int) (sent[0] % Long.BYTES));
        }
    }

    /**
     * Writes numbers in order, as many bytes as the socket accepts at once, and returns how many. Writes nothing beyond
     * the bound.
     */
    private static long writeUntilFull(SocketChannel client, long[] sent) throws IOException {
        long before = sent[0];
        ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES * 4_096);
        int count;
        do {
            buffer.clear();
            long next = sent[0] / Long.BYTES;
            while (buffer.hasRemaining()) {
                buffer.putLong(next++);
            }
            buffer.flip().position((int) (sent[0] % Long.BYTES));
            count = client.write(buffer);
            sent[0] += count;
        } while (count > 0 && sent[0] <= UNBOUNDED);
        return sent[0] > UNBOUNDED ? 0 : sent[0] - before;
    }

    @Test
    void aServerThatIsNotThereIsAConnectionThatEnds() throws IOException {
        InetSocketAddress nowhere;
        try (ServerSocket closedSoon = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            nowhere = new InetSocketAddress(closedSoon.getInetAddress(), closedSoon.getLocalPort());
        }
        try (DelayProxy proxy = new DelayProxy(nowhere, DELAY);
                Socket client = connect(proxy)) {
            assertThat(readOrEnd(client)).isEqualTo(-1);
        }
    }

    @Test
    void closingTheProxyEndsItsConnections() throws IOException {
        try (EchoServer server = new EchoServer()) {
            DelayProxy proxy = new DelayProxy(server.address(), DELAY);
            try (Socket client = connect(proxy)) {
                client.getOutputStream().write(7);
                assertThat(client.getInputStream().read()).isEqualTo(7);

                proxy.close();

                assertThat(readOrEnd(client)).isEqualTo(-1);
            }
        }
    }

    private static Socket connect(DelayProxy proxy) throws IOException {
        Socket socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static int readOrEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException e) {
            return -1; // a reset also ends the stream
        }
    }

    private static byte[] readAll(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
