package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtlHandlersTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void getTellsTheMillisecondsLeft() {
        server.store.put("left", bytes("x"), Duration.ofHours(1));
        assertThat(text(server.get("/v1/kv/left/ttl"))).matches("\\{\"ttlMillis\":35\\d{5}}");
        assertThat(server.head("/v1/kv/left/ttl").statusCode()).isEqualTo(200);
    }

    @Test
    void getTellsNullForAKeyThatNeverExpires() {
        server.store.put("never", bytes("x"));
        assertThat(text(server.get("/v1/kv/never/ttl"))).isEqualTo("{\"ttlMillis\":null}");
    }

    @Test
    void putTakesTheTimeInQueryHeaderOrBody() {
        server.store.put("set", bytes("x"));
        assertThat(server.put("/v1/kv/set/ttl?ttl=1h", "").statusCode()).isEqualTo(204);
        assertThat(timeLeft("set")).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(server.put("/v1/kv/set/ttl", "", "KV-TTL", "2h").statusCode())
                .isEqualTo(204);
        assertThat(timeLeft("set")).isBetween(Duration.ofMinutes(119), Duration.ofMinutes(120));
        assertThat(server.put("/v1/kv/set/ttl", "{\"ttlMillis\": 10800000}").statusCode())
                .isEqualTo(204);
        assertThat(timeLeft("set")).isBetween(Duration.ofMinutes(179), Duration.ofMinutes(180));
    }

    @Test
    void deleteLetsTheKeyLiveUntilDeleted() {
        server.store.put("kept", bytes("x"), Duration.ofHours(1));
        assertThat(server.delete("/v1/kv/kept/ttl").statusCode()).isEqualTo(204);
        assertThat(server.store.ttl("kept").orElseThrow().isNever()).isTrue();
    }

    @Test
    void anAbsentKeyIs404() {
        assertThat(server.get("/v1/kv/nobody/ttl").statusCode()).isEqualTo(404);
        assertThat(server.head("/v1/kv/nobody/ttl").statusCode()).isEqualTo(404);
        assertThat(server.put("/v1/kv/nobody/ttl?ttl=1s", "").statusCode()).isEqualTo(404);
        assertThat(server.delete("/v1/kv/nobody/ttl").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"ttlMillis\":null}",
                "{\"ttlMillis\":0}",
                "{\"ttlMillis\":-1}",
                "{\"ttlMillis\":1.5}",
                "{\"ttlMillis\":\"30s\"}",
                "{\"ttlMillis\":\"30\"}",
                "{\"ttlMillis\":true}",
                "{\"ttlMillis\":99999999999999999999}",
                "{\"ttlMillis\":1,\"x\":2}",
                "{\"ttlMillis\":[1000]}",
                "30s",
                "null",
                "{\"ttlMillis\":9223372036854775807}"
            })
    void aBodyThatIsNoTimeIs400(String body) {
        server.store.put("body", bytes("x"));
        assertThat(server.put("/v1/kv/body/ttl", body).statusCode()).isEqualTo(400);
        assertThat(server.store.ttl("body").orElseThrow().isNever()).isTrue();
        assertThat(server.contract.allowsBody(
                        "PUT /v1/kv/{key}/ttl", body.isEmpty() || body.equals("30s") ? "0" : body))
                .isFalse();
    }

    @Test
    void aRepeatedTimeInTheBodyIs400() {
        server.store.put("body", bytes("x"));
        assertThat(server.put("/v1/kv/body/ttl", "{\"ttlMillis\":1,\"ttlMillis\":9000}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.store.ttl("body").orElseThrow().isNever()).isTrue();
    }

    @Test
    void twoTimesAre400() {
        server.store.put("two", bytes("x"));
        assertThat(server.put("/v1/kv/two/ttl?ttl=1s", "{\"ttlMillis\":1}").statusCode())
                .isEqualTo(400);
        assertThat(server.put("/v1/kv/two/ttl?ttl=1s", "", "KV-TTL", "1s").statusCode())
                .isEqualTo(400);
    }

    @Test
    void conditionsAreRefused() {
        server.store.put("cond", bytes("x"), Duration.ofHours(1));
        assertThat(server.delete("/v1/kv/cond/ttl", "If-Match", "\"1\"").statusCode())
                .isEqualTo(400);
        assertThat(server.put("/v1/kv/cond/ttl?ttl=2h", "", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(400);
        assertThat(timeLeft("cond")).isLessThanOrEqualTo(Duration.ofHours(1));
    }

    private static Duration timeLeft(String key) {
        return server.store.ttl(key).orElseThrow().remaining().orElseThrow();
    }
}
