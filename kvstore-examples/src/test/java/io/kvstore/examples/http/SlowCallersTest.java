package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callers that send or read slowly, or open connections and do nothing, do not affect other callers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlowCallersTest {

    private static final int MANY = 300;
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int VALUE = 1024 * 1024;

    private static final String PUT = "PUT /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx";
    private static final String CHUNKS =
            "PUT /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2";
    private static final String BATCH = "POST /v1/kv:batchGet HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
    private static final String HEADER = "GET /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nX: ";

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void slowSendersKeepNobodyWaiting() throws Exception {
        try (TestServer server = server(1_000, LONG, LONG)) {
            for (int i = 0; i < MANY; i++) {
                send(server, List.of(PUT, CHUNKS, BATCH, HEADER, "").get(i % 5));
            }
            await().until(() -> server.http.connections() >= MANY);
            answersAsUsual(server);
            for (Socket socket : sockets) {
                write(socket, "1");
            }
            answersAsUsual(server);
        }
        closeAll();
    }

    @Test
    void aBodyThatComesInTooSlowlyIs408AndNothingIsStored() throws Exception {
        try (TestServer server = server(100, LONG, SHORT)) {
            for (String request : new String[] {PUT, CHUNKS, BATCH}) {
                assertThat(read(send(server, request)))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("application/problem+json", "Connection: close");
            }
            assertThat(server.store.get("slow")).isEmpty();
        }
    }

    @Test
    void aConnectionWithoutAWholeHeaderIsClosed() throws Exception {
        try (TestServer server = server(100, SHORT, LONG)) {
            for (String request :
                    new String[] {"", "GE", HEADER, "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\nGE"}) {
                assertThat(read(send(server, request))).doesNotContain("HTTP/1.1 4", "HTTP/1.1 5");
            }
            await().until(() -> server.http.connections() == 0);
        }
    }

    @Test
    void slowReadersKeepNobodyWaitingAndAreClosed() throws Exception {
        try (TestServer server = server(1_000, LONG, Duration.ofSeconds(3))) {
            server.store.put("large", new byte[VALUE]);
            for (int i = 0; i < 40; i++) {
                send(server, "GET /v1/kv/large HTTP/1.1\r\nHost: localhost\r\n\r\n");
            }
            await().until(() -> server.http.connections() >= 40);
            answersAsUsual(server);
            await().atMost(Duration.ofSeconds(20)).until(() -> server.http.bytesInMemory() == 0);
        }
        closeAll();
    }

    @Test
    void whenThereAreTooManyConnectionsTheOneWaitedForLongestMakesWay() throws Exception {
        try (TestServer server = server(20, LONG, LONG)) {
            Socket first = send(server, PUT);
            await().until(() -> server.http.connections() == 1);
            for (int i = 0; i < 60; i++) {
                send(server, i % 2 == 0 ? PUT : "");
            }
            assertThat(read(first)).isEmpty();
            answersAsUsual(server);
            assertThat(server.http.connections()).isLessThanOrEqualTo(21);
        }
        closeAll();
    }

    @Test
    void bytesBeyondTheMemoryLimitAre503AndSmallerRequestsStillWork() throws Exception {
        try (TestServer server = server(100, LONG, LONG)) {
            fillMemory(server);
            HttpResponse<byte[]> refused = server.send("PUT", "/v1/kv/other", new byte[VALUE]);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(server.store.get("other")).isEmpty();
            answersAsUsual(server);
            closeAll();
            await().until(() -> server.http.bytesInMemory() == 0);
            assertThat(server.send("PUT", "/v1/kv/other", new byte[VALUE]).statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aTouchWithoutMemoryForItsAnswerIs503AndSaysThatItWasApplied() throws Exception {
        try (TestServer server = server(100, LONG, LONG)) {
            server.store.put("touched", new byte[VALUE]);
            fillMemory(server);
            HttpResponse<byte[]> refused = server.get("/v1/kv/touched?touch=1h");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(text(refused)).contains("the ttl was changed").doesNotContain("nothing was changed");
            assertThat(server.store.ttl("touched").orElseThrow().remaining()).isPresent();
            closeAll();
        }
    }

    private void fillMemory(TestServer server) throws IOException {
        String most = "PUT /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + VALUE + "\r\n\r\n"
                + "x".repeat(VALUE - 1);
        for (int i = 0; i < 3; i++) {
            send(server, most);
        }
        await().until(() -> server.http.bytesInMemory() > 8 * VALUE);
    }

    private static TestServer server(int maxConnections, Duration idle, Duration request) {
        return new TestServer(
                KvConfig.embedded(1),
                new ServerLimits(VALUE, 20, VALUE, 9 * VALUE, 4, maxConnections, idle, request, 1024));
    }

    private static void answersAsUsual(TestServer server) {
        long start = System.nanoTime();
        assertThat(server.get("/health").statusCode()).isEqualTo(200);
        assertThat(server.put("/v1/kv/usual", "x").statusCode()).isEqualTo(204);
        assertThat(server.get("/v1/kv/usual").body()).isEqualTo(bytes("x"));
        assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    private Socket send(TestServer server, String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(30_000);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.http.port()));
        sockets.add(socket);
        write(socket, text);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        socket.getOutputStream().flush();
    }

    /** Reads until the server closes the connection. */
    private static String read(Socket socket) throws IOException {
        try (socket) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // a reset closes it too
        }
    }

    private void closeAll() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
