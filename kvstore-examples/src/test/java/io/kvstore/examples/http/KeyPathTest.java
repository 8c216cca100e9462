package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPathTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b c",
                "/",
                "//",
                "/a",
                "a/",
                ".",
                "..",
                "../..",
                "%",
                "%2F",
                "+",
                "a+b",
                "a;b",
                "?",
                "#",
                "\\",
                "é",
                "日本",
                "😀",
                "\n",
                "\u007f",
                "a/ttl",
                "ttl",
                "/ttl",
                "a/ttl/ttl",
                "kv:batchGet",
                "a:increment",
                ":increment",
                "a:increment:increment",
                "a:",
                "{key}",
                "a&b=c",
                "\"<>|^`~!*'()[]@:$,"
            })
    void everyKeyIsItself(String key) throws Exception {
        String path = "/v1/kv/" + percentEncoded(key);
        String put = server.raw(
                "PUT " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "Content-Length: 1", "", "v");
        assertThat(put).startsWith("HTTP/1.1 204 ");
        assertThat(server.store.get(key))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(bytes("v")));
        assertThat(server.raw("GET " + path + "/ttl HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"ttlMillis\":null}");
        assertThat(server.raw("DELETE " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 204 ");
        assertThat(server.store.get(key)).isEmpty();
    }

    @Test
    void aKeyThatEndsInTtlIsNotATimeToLive() {
        server.put("/v1/kv/k", "outer");
        server.put("/v1/kv/k%2Fttl", "inner");
        assertThat(server.get("/v1/kv/k%2fttl").body()).isEqualTo(bytes("inner"));
        assertThat(TestServer.text(server.get("/v1/kv/k/ttl"))).isEqualTo("{\"ttlMillis\":null}");
        assertThat(server.get("/v1/kv/k%2Fttl/ttl").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "n,n",
        "n:increment,n:increment",
        "n%3Aincrement,n:increment",
        "n:,n:",
        "n%3A,n:",
        ":,:",
        "n%2Fttl,n/ttl",
        "%3Aincrement,:increment"
    })
    void theLastColonOfAPostIsThatOfItsCall(String segment, String key) throws Exception {
        String path = "/v1/kv/" + segment;
        assertThat(server.raw("POST " + path + ":increment HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("{\"value\":\"1\"}");
        assertThat(server.raw("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("\r\n\r\n1");
        assertThat(server.store.delete(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n",
                "n%3Aincrement",
                "n:incremen",
                "n:increment/ttl",
                "n:Increment",
                ":increment",
                "n:increment:"
            })
    void aPostThatIsNoCallIsRefused(String segment) throws Exception {
        assertThat(server.raw("POST /v1/kv/" + segment + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .containsPattern("^HTTP/1.1 40[045] ")
                .contains("application/problem+json");
        assertThat(server.store.get("n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"a;b,a;b", "a+b,a+b", "a:b@c,a:b@c", "%41,A", "..,..", ".,."})
    void charactersThatNeedNoEncodingMayStandAsTheyAre(String segment, String key) throws Exception {
        assertThat(server.raw(
                        "PUT /v1/kv/" + segment + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Content-Length: 0",
                        "",
                        ""))
                .startsWith("HTTP/1.1 204 ");
        assertThat(server.store.delete(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%",
                "%4",
                "%zz",
                "a%",
                "%-1",
                "%u0041",
                "%C0%AF",
                "%FF",
                "%ED%A0%80",
                "%F0%9F%98",
                "%c3%a",
                "%00",
                "é",
                "",
                "a/b",
                "a/",
                "a/ttl/",
                "a/ttl/x",
                "/ttl",
                "../../..",
                "a/TTL"
            })
    void aPathThatIsNoKeyIs400(String segment) throws Exception {
        assertThat(server.raw("GET /v1/kv/" + segment + " HTTP/1.1", "Host: localhost", "Connection: close", "", ""))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json")
                .contains("\"status\":400");
    }

    @Test
    void aKeyOf255BytesIsTakenAndOneMoreIs400() {
        assertThat(server.put("/v1/kv/" + "%C3%A9".repeat(127) + "x", "v").statusCode())
                .isEqualTo(204);
        assertThat(server.put("/v1/kv/" + "%C3%A9".repeat(128), "v").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTrailingBlankIsPartOfTheKey() {
        server.put("/v1/kv/blank", "1");
        server.put("/v1/kv/blank%20", "2");
        server.put("/v1/kv/Blank", "3");
        assertThat(server.get("/v1/kv/blank").body()).isEqualTo(bytes("1"));
        assertThat(server.get("/v1/kv/blank%20").body()).isEqualTo(bytes("2"));
        assertThat(server.get("/v1/kv/Blank").body()).isEqualTo(bytes("3"));
    }

    private static String percentEncoded(String key) {
        StringBuilder text = new StringBuilder();
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
        }
        return text.toString();
    }
}
