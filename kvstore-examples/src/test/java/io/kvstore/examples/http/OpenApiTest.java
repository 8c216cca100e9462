package io.kvstore.examples.http;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Compares the server with {@code docs/openapi.yaml}. {@link TestServer} checks each exchange, in the other tests too.
 */
class OpenApiTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void theFileAndTheServerHaveTheSameRoutes() {
        Set<String> routes = server.http.routes().stream().collect(toCollection(TreeSet::new));
        assertThat(routes).isNotEmpty().isEqualTo(server.contract.operations());
    }

    @Test
    void everyDocumentedAnswerOfAHealthyStoreIsGivenAsDocumented() {
        values("/v1/kv/k");
        ttls("/v1/kv/t");
        increments("/v1/kv/n");
        batches();
        server.get("/health");
        server.head("/health");
        server.get("/metrics");
        server.head("/metrics");
        Set<String> missing = server.contract.answers();
        missing.removeAll(server.contract.seen());
        missing.removeIf(answer -> answer.startsWith("503 ") || answer.startsWith("207 ")); // see UnavailableShardTest
        assertThat(missing).isEmpty();
    }

    private static void values(String path) {
        server.get(path);
        server.head(path);
        server.delete(path);
        server.put(path, "x", "If-None-Match", "*");
        server.put(path + "?ttl=1h", "x");
        server.get(path);
        server.head(path);
        server.get(path, "If-None-Match", "*");
        server.head(path, "If-None-Match", "*");
        server.put(path, "x", "If-None-Match", "*");
        server.put(path, "x", "Content-Encoding", "gzip");
        server.send("PUT", path, new byte[TestServer.MAX_VALUE_BYTES + 1]);
        server.put(path + "?ttl=soon", "x");
        server.get("/v1/kv/%FF");
        server.head("/v1/kv/%FF");
        server.delete("/v1/kv/%FF");
        server.delete(path, "If-Match", "\"1\"");
        server.delete(path);
    }

    private static void increments(String key) {
        String path = key + ":increment";
        assertThat(server.contract.allowsBody("POST /v1/kv/{key}:increment", "{\"delta\":-5}"))
                .isTrue();
        assertThat(server.contract.allowsBody("POST /v1/kv/{key}:increment", "{\"delta\":\"-5\"}"))
                .isTrue();
        server.post(path, "{\"delta\":5}");
        server.post(path, "{}");
        server.post(path, " ".repeat(2_000));
        server.send("POST", path, BodyPublishers.ofString("{\"delta\":5}"));
        server.put(key, "x");
        server.post(path, "");
    }

    private static void ttls(String key) {
        String path = key + "/ttl";
        server.get(path);
        server.head(path);
        server.put(path + "?ttl=1s", "");
        server.delete(path);
        server.put(key, "x");
        server.get(path);
        server.head(path);
        server.put(path + "?ttl=1h", "");
        server.get(path);
        server.put(path, "x");
        server.put(path, "x".repeat(2_000));
        server.put(path, "x", "Content-Encoding", "gzip");
        server.delete(path);
        server.get("/v1/kv/%FF/ttl");
        server.head("/v1/kv/%FF/ttl");
        server.delete("/v1/kv/%FF/ttl");
    }

    private static void batches() {
        batch("/v1/kv:batchPut", "{\"entries\":[{\"key\":\"b\",\"value\":\"AQI=\"}],\"ttl\":\"1h\"}");
        batch("/v1/kv:batchGet", "{\"keys\":[\"b\",\"nobody\"]}");
    }

    private static void batch(String path, String json) {
        assertThat(server.contract.allowsBody("POST " + path, json)).isTrue();
        server.post(path, json);
        server.post(path, "{}");
        server.post(path, " ".repeat(TestServer.MAX_BATCH_BYTES + 1));
        server.send("POST", path, BodyPublishers.ofString(json));
    }
}
