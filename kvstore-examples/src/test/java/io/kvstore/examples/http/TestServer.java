package io.kvstore.examples.http;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.metrics.MicrometerObserver;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** A server on a free port with its own store, and a client. Every exchange is checked against the contract. */
final class TestServer implements AutoCloseable {

    static final int MAX_VALUE_BYTES = 64 * 1024;
    static final int MAX_BATCH_BYTES = 256 * 1024;
    static final int MAX_BATCH_KEYS = 20;

    static final ServerLimits LIMITS = new ServerLimits(
            MAX_VALUE_BYTES,
            MAX_BATCH_KEYS,
            MAX_BATCH_BYTES,
            16 * 1024 * 1024,
            16,
            100,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            1024);

    final KvStore store;
    final KvHttpServer http;
    final Contract contract = Contract.load();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    TestServer(KvConfig.Builder config) {
        this(config, LIMITS);
    }

    TestServer(KvConfig.Builder config, ServerLimits limits) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MicrometerObserver observer = new MicrometerObserver(registry);
        store = KvStore.open(
                config.maxValueBytes(limits.maxValueBytes()).observer(observer).build());
        observer.bindTo(store);
        http = KvHttpServer.start(
                store,
                registry,
                new ServerOptions("127.0.0.1", 0, Set.of("kv.example"), limits, Duration.ofSeconds(20)));
    }

    static TestServer embedded() {
        return new TestServer(KvConfig.embedded(2));
    }

    HttpResponse<byte[]> send(String method, String path, byte[] body, String... headers) {
        return send(method, path, BodyPublishers.ofByteArray(body), headers);
    }

    HttpResponse<byte[]> send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            contract.check(request, response);
            return response;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> head(String path, String... headers) {
        return send("HEAD", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> put(String path, String body, String... headers) {
        return send("PUT", path, bytes(body), headers);
    }

    HttpResponse<byte[]> delete(String path, String... headers) {
        return send("DELETE", path, BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> post(String path, String json) {
        return send("POST", path, bytes(json), "Content-Type", "application/json");
    }

    /** Sends raw lines, which no client would send, and reads until the server closes the connection. */
    String raw(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), http.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(bytes(String.join("\r\n", lines)));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
        store.close();
    }
}
