package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static io.kvstore.examples.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncrementHandlerTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    private static HttpResponse<byte[]> call(String path, String... headers) {
        return server.send("POST", path, BodyPublishers.noBody(), headers);
    }

    @Test
    void incrementAddsOneOrTheDelta() {
        assertThat(text(call("/v1/kv/n:increment"))).isEqualTo("{\"value\":\"1\"}");
        assertThat(text(server.post("/v1/kv/n:increment", "{\"delta\":11}"))).isEqualTo("{\"value\":\"12\"}");
        assertThat(text(server.post("/v1/kv/n:increment", "{\"delta\":-20}"))).isEqualTo("{\"value\":\"-8\"}");
        assertThat(text(server.post("/v1/kv/n:increment", "{\"delta\":0}"))).isEqualTo("{\"value\":\"-8\"}");
        HttpResponse<byte[]> last = call("/v1/kv/n:increment");
        assertThat(last.statusCode()).isEqualTo(200);
        assertThat(last.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(server.get("/v1/kv/n").body()).isEqualTo(bytes("-7"));
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807,       9223372036854775807",
        "'\"9223372036854775807\"', 9223372036854775807",
        "-9223372036854775808,      -9223372036854775808",
        "'\"-9223372036854775808\"',-9223372036854775808",
        "9007199254740993,          9007199254740993",
        "'\"9007199254740993\"',    9007199254740993"
    })
    void largeNumbersAreExact(String delta, String sum) {
        server.store.delete("large");
        String body = "{\"delta\":" + delta + "}";
        assertThat(text(server.post("/v1/kv/large:increment", body))).isEqualTo("{\"value\":\"" + sum + "\"}");
        assertThat(server.contract.allowsBody("POST /v1/kv/{key}:increment", body))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"delta\":null}",
                "{\"delta\":1.5}",
                "{\"delta\":1e3}",
                "{\"delta\":\"\"}",
                "{\"delta\":\"+1\"}",
                "{\"delta\":\" 1\"}",
                "{\"delta\":\"1.0\"}",
                "{\"delta\":true}",
                "{\"delta\":[1]}",
                "{\"delta\":9223372036854775808}",
                "{\"delta\":\"9223372036854775808\"}",
                "{\"delta\":1,\"delta\":2}",
                "{\"delta\":1,\"x\":2}",
                "5",
                "null",
                "x"
            })
    void aBodyThatIsNoDeltaIs400(String body) {
        HttpResponse<byte[]> answer = server.post("/v1/kv/body:increment", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(text(answer)).contains("the body must be JSON such as {\\\"delta\\\": 5}");
        assertThat(server.store.get("body")).isEmpty();
    }

    @Test
    void aBodyMustSayThatItIsJson() {
        assertThat(server.send("POST", "/v1/kv/typed:increment", bytes("{\"delta\":5}"), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.store.get("typed")).isEmpty();
    }

    @Test
    void theTtlIsThatOfANewCounter() {
        call("/v1/kv/ttl-query:increment?ttl=1h");
        assertThat(call("/v1/kv/ttl-header:increment", "KV-TTL", "1h").statusCode())
                .isEqualTo(200);
        call("/v1/kv/ttl-query:increment?ttl=9h");
        call("/v1/kv/ttl-header:increment");
        for (String key : new String[] {"ttl-query", "ttl-header"}) {
            assertThat(timeLeft(key).orElseThrow()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        }
        call("/v1/kv/ttl-none:increment");
        assertThat(timeLeft("ttl-none")).isEmpty();
    }

    @Test
    void aValueThatIsNoNumberIs409AndStays() {
        server.store.put("text", bytes("one"));
        HttpResponse<byte[]> answer = call("/v1/kv/text:increment");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(text(answer)).contains("\"urn:kvstore:not-a-number\"", "\"outcome\":\"not_applied\"");
        assertThat(server.get("/v1/kv/text").body()).isEqualTo(bytes("one"));
        server.store.put("text", bytes(Long.toString(Long.MAX_VALUE)));
        assertThat(call("/v1/kv/text:increment").statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match"})
    void conditionsAreRefused(String header) {
        server.store.put("cond", bytes("1"));
        assertThat(call("/v1/kv/cond:increment", header, "\"1\"").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/kv/cond").body()).isEqualTo(bytes("1"));
    }

    private static Optional<Duration> timeLeft(String key) {
        return server.store.ttl(key).orElseThrow().remaining();
    }
}
