package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GracefulStopTest {

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    @Test
    void aRequestUnderWayIsFinishedWhileNewOnesAreTurnedAway() throws Exception {
        try (TestServer server = TestServer.embedded();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.http.port())) {
            int port = server.http.port();
            socket.setSoTimeout(30_000);
            write(
                    socket,
                    "PUT /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            byte[] asked = socket.getInputStream().readNBytes(CONTINUE.length());
            assertThat(new String(asked, StandardCharsets.US_ASCII)).isEqualTo(CONTINUE);
            write(socket, "he");

            CompletableFuture<Void> stop = CompletableFuture.runAsync(server.http::close);
            await().until(() -> refuses(port));
            assertThat(stop).isNotDone();
            write(socket, "llo");

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 204 ");
            assertThat(stop).succeedsWithin(Duration.ofSeconds(20));
            assertThat(server.store.get("slow"))
                    .hasValueSatisfying(v -> assertThat(v).isEqualTo(bytes("hello")));
        }
    }

    @Test
    void aCallerThatNeverEndsItsRequestDoesNotMakeTheStopFail() throws Exception {
        ServerLimits patient =
                new ServerLimits(100, 1, 100, 300, 2, 10, Duration.ofMinutes(10), Duration.ofMinutes(10), 1);
        try (KvStore store =
                        KvStore.open(KvConfig.embedded(1).maxValueBytes(100).build());
                Socket socket = new Socket()) {
            KvHttpServer http = KvHttpServer.start(
                    store,
                    new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                    new ServerOptions("127.0.0.1", 0, Set.of(), patient, Duration.ofMillis(100)));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.port()));
            socket.setSoTimeout(30_000);
            write(
                    socket,
                    "PUT /v1/kv/slow HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(socket.getInputStream().readNBytes(CONTINUE.length())).hasSize(CONTINUE.length());
            int port = http.port();
            http.close();
            assertThat(refuses(port)).isTrue();
            assertThat(store.get("slow")).isEmpty();
        }
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(bytes(text));
        socket.getOutputStream().flush();
    }

    private static boolean refuses(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return !socket.isConnected();
        } catch (ConnectException e) {
            return true;
        }
    }
}
