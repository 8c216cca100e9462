package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HealthAndMetricsTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void healthIs200WhenEveryShardAnswers() {
        HttpResponse<byte[]> health = server.get("/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(text(health))
                .startsWith("{\"up\":true")
                .contains("{\"shard\":\"shard-0\",\"up\":true", "{\"shard\":\"shard-1\",\"up\":true");
        assertThat(server.head("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void metricsShowRequestsByRouteAndNotByKey() {
        server.get("/v1/kv/metered-1/ttl");
        server.get("/v1/kv/metered-2/ttl");
        server.get("/no/such/path");
        // A request is recorded after its answer was sent, so the client may have read the answer before.
        await().untilAsserted(() -> assertThat(text(server.get("/metrics")))
                .contains(
                        "http_server_requests_seconds_count{method=\"GET\",route=\"/v1/kv/{key}/ttl\",status=\"404\"} 2",
                        "http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"404\"} 1")
                .doesNotContain("metered-1", "/no/such/path"));
    }

    @Test
    void metricsShowRequestsThatWereRefusedBeforeAnyRoute() throws Exception {
        server.raw("GET /health HTTP/1.1", "Host: evil.example", "Connection: close", "", "");
        assertThat(text(server.get("/metrics")))
                .contains("http_server_requests_seconds_count{method=\"GET\",route=\"none\",status=\"421\"} 1")
                .doesNotContain("evil");
    }

    @Test
    void metricsAreInTheTextFormatOfPrometheus() {
        HttpResponse<byte[]> metrics = server.get("/metrics");
        assertThat(metrics.headers().firstValue("Content-Type").orElseThrow())
                .isEqualToIgnoringCase("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text(metrics)).contains("# TYPE kvstore_pool_max gauge\n");
    }

    @Test
    void metricsShowTheStoreItsPoolsAndTheJvm() {
        server.put("/v1/kv/one", "x");
        String shard = server.store.admin().locate("one").shard();
        assertThat(text(server.get("/metrics")).lines())
                .anyMatch(line -> line.startsWith(
                        "kvstore_calls_seconds_count{operation=\"put\",outcome=\"ok\",shard=\"" + shard + "\"} "))
                .anyMatch(line -> line.startsWith("kvstore_retries_total{operation=\"put\",shard=\"" + shard + "\"} "))
                .contains("kvstore_pool_max{shard=\"" + shard + "\"} 10.0")
                .anyMatch(line -> line.startsWith("kvstore_pool_waiting{shard=\"" + shard + "\"} "))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"))
                .anyMatch(line -> line.startsWith("process_uptime_seconds "));
        assertThat(server.head("/metrics").statusCode()).isEqualTo(200);
    }
}
