package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.PoolConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One embedded shard, and one shard of a MySQL server that does not exist. */
class UnavailableShardTest {

    @AutoClose
    private static final TestServer server = new TestServer(KvConfig.embedded(1)
            .pool(PoolConfig.defaults()
                    .withAcquireTimeout(Duration.ofMillis(250))
                    .withConnectTimeout(Duration.ofMillis(250)))
            .shard("down", "jdbc:mysql://127.0.0.1:" + closedPort() + "/kv", "kv", "s3cret"));

    private static final String UP = keyOn("shard-0");
    private static final String DOWN = keyOn("down");

    @Test
    void itsKeysAre503WithRetryAfter() {
        List<HttpResponse<byte[]>> responses = List.of(
                server.get("/v1/kv/" + DOWN),
                server.get("/v1/kv/" + DOWN + "?touch=1h"),
                server.put("/v1/kv/" + DOWN, "x"),
                server.put("/v1/kv/" + DOWN, "x", "If-None-Match", "*"),
                server.delete("/v1/kv/" + DOWN),
                server.get("/v1/kv/" + DOWN + "/ttl"),
                server.put("/v1/kv/" + DOWN + "/ttl?ttl=1s", ""),
                server.delete("/v1/kv/" + DOWN + "/ttl"));
        assertThat(responses).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(text(response))
                    .contains("\"type\":\"urn:kvstore:shard-unavailable\"")
                    .contains("\"shard\":\"down\"")
                    .contains("\"outcome\":\"not_applied\"")
                    .doesNotContain("s3cret", "jdbc:", "Exception");
        });
        assertThat(server.head("/v1/kv/" + DOWN).statusCode()).isEqualTo(503);
        assertThat(server.head("/v1/kv/" + DOWN + "/ttl").statusCode()).isEqualTo(503);
    }

    @Test
    void theOtherShardWorks() {
        assertThat(server.put("/v1/kv/" + UP, "x").statusCode()).isEqualTo(204);
        assertThat(server.get("/v1/kv/" + UP).statusCode()).isEqualTo(200);
    }

    @Test
    void aBatchInPartTellsTheResultOfEachKey() {
        HttpResponse<byte[]> put = server.post("/v1/kv:batchPut", entries(UP, DOWN));
        assertThat(put.statusCode()).isEqualTo(207);
        assertThat(text(put))
                .contains("{\"key\":\"" + UP + "\",\"status\":\"stored\"}")
                .contains("{\"key\":\"" + DOWN + "\",\"status\":\"failed\",\"outcome\":\"not_applied\",");
        HttpResponse<byte[]> get = server.post("/v1/kv:batchGet", "{\"keys\":[\"" + DOWN + "\",\"" + UP + "\"]}");
        assertThat(get.statusCode()).isEqualTo(207);
        assertThat(text(get))
                .contains("{\"key\":\"" + UP + "\",\"status\":\"found\",\"value\":\"AQI=\"}")
                .contains("{\"key\":\"" + DOWN + "\",\"status\":\"failed\",\"outcome\":\"not_applied\",")
                .doesNotContain("s3cret", "jdbc:", "Exception");
    }

    @Test
    void aBatchReadInPortionsAsksAShardThatIsDownOnceAndAnswersInOrder() {
        ServerLimits onePerPortion = new ServerLimits(
                1_000_000, 9, 1_000_000, 3_000_000, 4, 9, Duration.ofSeconds(9), Duration.ofSeconds(9), 1);
        Set<String> keys = new LinkedHashSet<>(List.of(UP, DOWN));
        for (int i = 0; keys.size() < 6; i++) {
            keys.add("key-" + i);
        }
        PortionedRead reads = new PortionedRead(server.store, onePerPortion);
        assertThatExceptionOfType(KvBatchException.class)
                .isThrownBy(() -> reads.getAll(keys, new Memory(3_000_000).new Share()))
                .satisfies(e -> {
                    assertThat(e.results().keySet()).containsExactlyElementsOf(keys);
                    assertThat(e.failures()).containsKey(DOWN).doesNotContainKey(UP);
                    assertThat(e.failures().values()).containsOnly(e.failures().get(DOWN));
                });
    }

    @Test
    void aBatchOfWhichEveryKeyFailsIs503() {
        assertThat(List.of(
                        server.post("/v1/kv:batchPut", entries(DOWN)),
                        server.post("/v1/kv:batchGet", "{\"keys\":[\"" + DOWN + "\"]}")))
                .allSatisfy(response -> {
                    assertThat(response.statusCode()).isEqualTo(503);
                    assertThat(response.headers().firstValue("Retry-After")).isPresent();
                    assertThat(text(response)).contains("\"results\":[{\"key\":\"" + DOWN + "\"");
                });
    }

    @Test
    void healthIs503AndNamesTheShardAndNothingMore() {
        HttpResponse<byte[]> health = server.get("/health");
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(text(health))
                .isEqualTo("{\"up\":false,\"shards\":[{\"shard\":\"shard-0\",\"up\":true},"
                        + "{\"shard\":\"down\",\"up\":false}]}");
        assertThat(server.head("/health").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsTellNeitherServersNorUsers() {
        server.get("/v1/kv/" + DOWN);
        server.get("/health");
        assertThat(text(server.get("/metrics"))).doesNotContain("s3cret", "jdbc:", "127.0.0.1", "user=", "Exception");
    }

    @Test
    void failedStatementsAreMetered() {
        server.get("/v1/kv/" + DOWN);
        assertThat(text(server.get("/metrics")).lines())
                .anyMatch(line -> line.startsWith("kvstore_calls_seconds_count{")
                        && line.contains("shard=\"down\"")
                        && line.contains("operation=\"get_entry\"")
                        && line.contains("outcome=\"not_applied\"")
                        && !line.endsWith(" 0"));
    }

    private static String entries(String... keys) {
        return Stream.of(keys)
                .map(key -> "{\"key\":\"" + key + "\",\"value\":\"AQI=\"}")
                .collect(Collectors.joining(",", "{\"entries\":[", "]}"));
    }

    private static String keyOn(String shard) {
        return IntStream.range(0, 1_000)
                .mapToObj(i -> "key-" + i)
                .filter(key -> server.store.admin().locate(key).shard().equals(shard))
                .findFirst()
                .orElseThrow();
    }

    private static int closedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
