package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TouchTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void readsAndRenews() {
        server.store.put("session", bytes("data"), Duration.ofMinutes(1));
        String before = etag(server.get("/v1/kv/session"));
        HttpResponse<byte[]> touched = server.get("/v1/kv/session?touch=1h");
        assertThat(touched.statusCode()).isEqualTo(200);
        assertThat(touched.body()).isEqualTo(bytes("data"));
        assertThat(touched.headers().firstValue("KV-TTL")).contains("1h");
        assertThat(etag(touched)).isNotEqualTo(before);
        assertThat(etag(server.get("/v1/kv/session"))).isEqualTo(etag(touched));
        assertThat(timeLeft("session").orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
    }

    @Test
    void givesATtlToAKeyThatHadNone() {
        server.store.put("forever", bytes(""));
        HttpResponse<byte[]> touched = server.get("/v1/kv/forever?touch=1h30m");
        assertThat(touched.statusCode()).isEqualTo(200);
        assertThat(touched.body()).isEmpty();
        assertThat(timeLeft("forever").orElseThrow()).isBetween(Duration.ofMinutes(89), Duration.ofMinutes(90));
    }

    @Test
    void anAbsentKeyIs404() {
        assertThat(server.get("/v1/kv/nobody?touch=1h").statusCode()).isEqualTo(404);
        assertThat(server.store.get("nobody")).isEmpty();
    }

    @Test
    void noCacheKeepsTheAnswer() {
        server.store.put("uncached", bytes("x"));
        for (String key : new String[] {"uncached", "nobody"}) {
            assertThat(server.get("/v1/kv/" + key + "?touch=1h").headers().firstValue("Cache-Control"))
                    .contains("no-store");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "touch=,               touch=30s",
        "touch,                touch=30s",
        "touch=1h&touch=1h,    touch=30s",
        "touch=1h&,            touch=30s",
        "touch=1h&ttl=1h,      'unknown query parameter ''ttl'': only ''touch'''",
        "ttl=1h&touch=1h,      'unknown query parameter ''ttl'': only ''touch'''",
        "touch=1h&x=1,         'unknown query parameter ''x'': only ''touch'''",
        "ttl=1h,               'unknown query parameter ''ttl'': only ''touch'''",
        "Touch=1h,             'unknown query parameter ''Touch'': only ''touch'''",
        "touch=30,             write 250ms",
        "touch=1.5s,           write 250ms",
        "touch=-1s,            write 250ms",
        "touch=%31h,           write 250ms",
        "touch=0s,             ''",
        "touch=365001d,        ''"
    })
    void aQueryThatIsNotOneTouchIs400(String query, String wayOut) {
        server.store.put("query", bytes("x"));
        HttpResponse<byte[]> answer = server.get("/v1/kv/query?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains(wayOut);
        assertThat(timeLeft("query")).isEmpty();
    }

    @Test
    void aKvTtlIs400() {
        server.store.put("header", bytes("x"));
        for (String path : new String[] {"/v1/kv/header", "/v1/kv/header?touch=1h"}) {
            HttpResponse<byte[]> answer = server.get(path, "KV-TTL", "1h");
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(text(answer)).contains("GET with ?touch=30s");
        }
        assertThat(timeLeft("header")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-None-Match", "If-Match", "If-Unmodified-Since"})
    void aConditionIs400(String header) {
        server.store.put("condition", bytes("x"));
        HttpResponse<byte[]> answer = server.get("/v1/kv/condition?touch=1h", header, "\"1\"");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("remove " + header);
        assertThat(timeLeft("condition")).isEmpty();
    }

    @Test
    void onlyAGetOfAValueTouches() {
        server.store.put("only", bytes("x"));
        assertThat(server.head("/v1/kv/only?touch=1h").statusCode()).isEqualTo(400);
        assertThat(server.put("/v1/kv/only?touch=1h", "y").statusCode()).isEqualTo(400);
        assertThat(server.delete("/v1/kv/only?touch=1h").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/kv/only/ttl?touch=1h").statusCode()).isEqualTo(400);
        assertThat(server.post("/v1/kv/only:increment?touch=1h", "").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/kv/only").body()).isEqualTo(bytes("x"));
        assertThat(timeLeft("only")).isEmpty();
    }

    private static String etag(HttpResponse<byte[]> response) {
        return response.headers().firstValue("ETag").orElseThrow();
    }

    private static Optional<Duration> timeLeft(String key) {
        return server.store.ttl(key).orElseThrow().remaining();
    }
}
