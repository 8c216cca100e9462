package io.kvstore.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvServerException;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @ParameterizedTest
    @CsvSource({
        "/v1/kv/a, POST, 'DELETE, GET, HEAD, PUT'",
        "/v1/kv/a, OPTIONS, 'DELETE, GET, HEAD, PUT'",
        "/v1/kv/a/ttl, PATCH, 'DELETE, GET, HEAD, PUT'",
        "/v1/kv:batchGet, GET, POST",
        "/v1/kv:batchPut, PUT, POST",
        "/health, DELETE, 'GET, HEAD'",
        "/metrics, FOO, 'GET, HEAD'",
    })
    void anotherMethodIs405WithAllow(String path, String method, String allowed) {
        HttpResponse<byte[]> response = server.send(method, path, BodyPublishers.noBody(), "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow").orElseThrow().split(", "))
                .containsExactlyInAnyOrder(allowed.split(", "));
    }

    @ParameterizedTest
    @CsvSource({"/", "/v1", "/v1/kv", "/v2/kv/a", "/v1/kv:batchDelete", "/health/", "/v1/KV/a"})
    void anotherPathIs404(String path) {
        assertThat(server.get(path).statusCode()).isEqualTo(404);
        assertThat(server.head(path).statusCode()).isEqualTo(404);
    }

    @Test
    void invalidHttpGetsAProblemWithoutAStackTrace() throws Exception {
        for (String line : new String[] {"GET /v1/kv/a b HTTP/1.1", "GET", "\u0001\u0002", "GET /v1/kv/a HTTP/9.9"}) {
            assertThat(server.raw(line, "Host: localhost", "", ""))
                    .containsPattern("^HTTP/1.1 (400|505) ")
                    .doesNotContain("Exception", "jetty", "Jetty", "\tat ");
        }
    }

    @Test
    void aHeaderThatIsTooLongIs431() throws Exception {
        assertThat(server.raw("GET /v1/kv/a HTTP/1.1", "Host: localhost", "X: " + "y".repeat(20_000), "", ""))
                .startsWith("HTTP/1.1 431 ")
                .contains("application/problem+json");
    }

    @Test
    void aBrokenRequestIsAProblemWhateverItsMethod() throws Exception {
        for (String method : new String[] {"GET", "PUT", "DELETE", "OPTIONS"}) {
            assertThat(server.raw(method + " /v1/kv/a HTTP/1.1", "Host: localhost", "Content-Length: -5", "", ""))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("application/problem+json", "\"status\":400");
        }
    }

    @Test
    void brokenChunksAre400() throws Exception {
        assertThat(server.raw(
                        "PUT /v1/kv/chunks HTTP/1.1",
                        "Host: localhost",
                        "Transfer-Encoding: chunked",
                        "",
                        "zz",
                        "hello",
                        "0",
                        "",
                        ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .doesNotContain("Exception", "\tat ");
        assertThat(server.store.get("chunks")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws Exception {
        assertThat(server.raw(
                        "PUT /v1/kv/huge HTTP/1.1",
                        "Host: localhost",
                        "Content-Length: 99999999999",
                        "Expect: 100-continue",
                        "",
                        ""))
                .startsWith("HTTP/1.1 413 ")
                .contains("Connection: close");
    }

    @ParameterizedTest
    @CsvSource({
        "java.lang.OutOfMemoryError, 503, ran out of memory",
        "java.lang.StackOverflowError, 500, internal error"
    })
    void anErrorOfTheJvmIsAProblemToo(Class<? extends Error> type, int status, String detail) throws Exception {
        KvStore failing = (KvStore) Proxy.newProxyInstance(
                KvStore.class.getClassLoader(), new Class<?>[] {KvStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("getEntry")) {
                        throw type.getConstructor(String.class).newInstance("thrown by a test");
                    }
                    return method.invoke(server.store, args);
                });
        try (KvHttpServer http = KvHttpServer.start(
                failing,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new ServerOptions("127.0.0.1", 0, Set.of(), TestServer.LIMITS, Duration.ofSeconds(20)))) {
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + "/v1/kv/a"))
                                    .build(),
                            BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(status == 503);
            assertThat(response.body()).contains(detail).doesNotContain("thrown by a test");
        }
    }

    @Test
    void aStoreThatFailsTellsWhetherTheWriteMayHaveHappened() {
        Exception secret = new IllegalStateException("password=s3cret at db.internal");
        Problem unknown = StoreProblems.of(new KvUnavailableException("s1", "lost: s3cret", Outcome.UNKNOWN, secret));
        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.outcome()).isEqualTo("unknown");
        assertThat(unknown.shard()).isEqualTo("s1");
        assertThat(unknown.detail()).contains("may have happened").doesNotContain("s3cret");
        Problem refused = StoreProblems.of(new KvServerException("s1", "s3cret", Outcome.NOT_APPLIED, 1213, secret));
        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.outcome()).isEqualTo("not_applied");
        assertThat(refused.detail()).contains("1213").doesNotContain("s3cret");
        Problem setup = StoreProblems.of(new KvSetupException("s1", "s3cret", secret));
        assertThat(setup.status()).isEqualTo(500);
        assertThat(setup.detail()).doesNotContain("s3cret");
    }
}
