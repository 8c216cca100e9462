package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueHandlersTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void whatWasPutIsReadAsBytes() {
        byte[] value = {0, -1, 10, 13, 127, -128};
        HttpResponse<byte[]> put = server.send("PUT", "/v1/kv/raw", value);
        HttpResponse<byte[]> get = server.get("/v1/kv/raw");
        assertThat(put.statusCode()).isEqualTo(204);
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.body()).isEqualTo(value);
        assertThat(get.headers().firstValue("Content-Type")).contains("application/octet-stream");
        assertThat(get.headers().firstValue("KV-TTL")).isEmpty();
        assertThat(server.store.get("raw"))
                .hasValueSatisfying(stored -> assertThat(stored).isEqualTo(value));
    }

    @Test
    void zeroBytesAreAValue() {
        assertThat(server.put("/v1/kv/empty", "").statusCode()).isEqualTo(204);
        HttpResponse<byte[]> get = server.get("/v1/kv/empty");
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.body()).isEmpty();
    }

    @Test
    void anAbsentKeyIs404() {
        assertThat(server.get("/v1/kv/nobody").statusCode()).isEqualTo(404);
        assertThat(server.head("/v1/kv/nobody").statusCode()).isEqualTo(404);
        assertThat(server.delete("/v1/kv/nobody").statusCode()).isEqualTo(404);
    }

    @Test
    void aDeletedKeyIsGone() {
        server.put("/v1/kv/gone", "x");
        assertThat(server.delete("/v1/kv/gone").statusCode()).isEqualTo(204);
        assertThat(server.get("/v1/kv/gone").statusCode()).isEqualTo(404);
    }

    @Test
    void headTellsWhatGetWouldWithoutTheValue() {
        server.put("/v1/kv/head?ttl=1h", "12345");
        HttpResponse<byte[]> head = server.head("/v1/kv/head");
        HttpResponse<byte[]> get = server.get("/v1/kv/head");
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains("5");
        assertThat(head.headers().firstValue("ETag")).isEqualTo(get.headers().firstValue("ETag"));
        assertThat(head.headers().firstValue("KV-TTL").orElseThrow()).startsWith("59m");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void theETagIsTheVersion() {
        server.put("/v1/kv/tag", "x");
        long version = server.store.getEntry("tag").orElseThrow().version();
        assertThat(server.get("/v1/kv/tag").headers().firstValue("ETag")).contains("\"" + version + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "W/%s", "\"1\", %s", "*"})
    void aValueThatTheCallerHasIs304(String form) {
        server.put("/v1/kv/cached", "x");
        String tag = server.get("/v1/kv/cached").headers().firstValue("ETag").orElseThrow();
        HttpResponse<byte[]> again = server.get("/v1/kv/cached", "If-None-Match", form.formatted(tag));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).contains(tag);
        assertThat(server.head("/v1/kv/cached", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
    }

    @Test
    void aValueThatTheCallerHasNotIsSent() {
        server.put("/v1/kv/stale", "x");
        HttpResponse<byte[]> get = server.get("/v1/kv/stale", "If-None-Match", "\"1\"");
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.body()).isEqualTo(bytes("x"));
    }

    @Test
    void ifNoneMatchSetsOnlyAnAbsentKey() {
        assertThat(server.put("/v1/kv/once?ttl=1h", "first", "If-None-Match", "*")
                        .statusCode())
                .isEqualTo(201);
        assertThat(server.put("/v1/kv/once", "second", "If-None-Match", "*").statusCode())
                .isEqualTo(412);
        assertThat(server.get("/v1/kv/once").body()).isEqualTo(bytes("first"));
        assertThat(timeLeft("once")).hasValueSatisfying(left -> assertThat(left).isPositive());
    }

    @Test
    void ifMatchRemovesOnlyTheVersionThatWasRead() {
        server.put("/v1/kv/cad", "one");
        String tag = server.get("/v1/kv/cad").headers().firstValue("ETag").orElseThrow();
        server.put("/v1/kv/cad", "two");
        assertThat(server.delete("/v1/kv/cad", "If-Match", tag).statusCode()).isEqualTo(412);
        assertThat(server.get("/v1/kv/cad").body()).isEqualTo(bytes("two"));
        String now = server.get("/v1/kv/cad").headers().firstValue("ETag").orElseThrow();
        assertThat(server.delete("/v1/kv/cad", "If-Match", now).statusCode()).isEqualTo(204);
        assertThat(server.delete("/v1/kv/cad", "If-Match", now).statusCode()).isEqualTo(412);
        assertThat(server.delete("/v1/kv/cad", "If-Match", "1").statusCode()).isEqualTo(400);
    }

    @Test
    void ifMatchSetsOnlyTheVersionThatWasRead() {
        server.put("/v1/kv/cas", "one");
        String tag = server.get("/v1/kv/cas").headers().firstValue("ETag").orElseThrow();
        assertThat(server.put("/v1/kv/cas", "two", "If-Match", tag).statusCode())
                .isEqualTo(204);
        assertThat(server.put("/v1/kv/cas", "three", "If-Match", tag).statusCode())
                .isEqualTo(412);
        assertThat(server.get("/v1/kv/cas").body()).isEqualTo(bytes("two"));
        assertThat(server.put("/v1/kv/cas-absent", "x", "If-Match", tag).statusCode())
                .isEqualTo(412);
    }

    @Test
    void aConditionalPutTellsTheVersionThatItMade() {
        HttpResponse<byte[]> made = server.put("/v1/kv/chain", "one", "If-None-Match", "*");
        String first = made.headers().firstValue("ETag").orElseThrow();
        assertThat(server.get("/v1/kv/chain").headers().firstValue("ETag")).contains(first);
        HttpResponse<byte[]> set = server.put("/v1/kv/chain", "two", "If-Match", first);
        String second = set.headers().firstValue("ETag").orElseThrow();
        assertThat(second).isNotEqualTo(first);
        assertThat(server.get("/v1/kv/chain").headers().firstValue("ETag")).contains(second);
        assertThat(server.put("/v1/kv/chain", "three", "If-Match", first, "KV-TTL", "1h")
                        .headers()
                        .firstValue("ETag"))
                .isEmpty();
        assertThat(server.put("/v1/kv/chain", "three").headers().firstValue("ETag"))
                .isEmpty();
    }

    @Test
    void ifMatchTakesATtl() {
        server.put("/v1/kv/cas-ttl", "one");
        String tag = server.get("/v1/kv/cas-ttl").headers().firstValue("ETag").orElseThrow();
        assertThat(server.put("/v1/kv/cas-ttl", "two", "If-Match", tag, "KV-TTL", "1h")
                        .statusCode())
                .isEqualTo(204);
        assertThat(timeLeft("cas-ttl")).isPresent();
    }

    @Test
    void theTtlStandsInTheQueryOrInTheHeader() {
        server.put("/v1/kv/ttl-query?ttl=1h30m", "x");
        server.put("/v1/kv/ttl-header", "x", "KV-TTL", "1h30m");
        for (String key : new String[] {"ttl-query", "ttl-header"}) {
            assertThat(timeLeft(key).orElseThrow()).isBetween(Duration.ofMinutes(89), Duration.ofMinutes(90));
        }
    }

    @Test
    void aPutWithoutTtlDropsTheOneTheKeyHad() {
        server.put("/v1/kv/dropped?ttl=1h", "x");
        server.put("/v1/kv/dropped", "y");
        assertThat(timeLeft("dropped")).isEmpty();
    }

    @Test
    void aChunkedBodyIsTaken() {
        byte[] value = new byte[TestServer.MAX_VALUE_BYTES];
        HttpResponse<byte[]> put = server.send(
                "PUT", "/v1/kv/chunked", BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(value)));
        assertThat(put.statusCode()).isEqualTo(204);
        assertThat(server.get("/v1/kv/chunked").body()).isEqualTo(value);
    }

    @Test
    void oneByteOverTheBoundIs413AndNothingIsStored() {
        byte[] value = new byte[TestServer.MAX_VALUE_BYTES + 1];
        assertThat(server.send("PUT", "/v1/kv/large", value).statusCode()).isEqualTo(413);
        assertThat(server.send(
                                "PUT",
                                "/v1/kv/large",
                                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(value)))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.store.get("large")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ttl=0s",
                "ttl=-1s",
                "ttl=30",
                "ttl=",
                "ttl",
                "ttl=1.5s",
                "ttl=99999999999d",
                "ttl=1s&ttl=2s",
                "tll=1s",
                "ttl=999999999999999999999d",
                "ttl=365001d",
                "ttl=%zz",
                "ttl=1s&x=1"
            })
    void aBadTtlIs400(String query) throws Exception {
        assertThat(server.raw(
                        "PUT /v1/kv/bad?" + query + " HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Content-Length: 1",
                        "",
                        "x"))
                .startsWith("HTTP/1.1 400 ")
                .contains("application/problem+json");
        assertThat(server.store.get("bad")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain; charset", "text/plain; charset=zzz", "a; charset=utf-16", ";;charset=;", "="})
    void theContentTypeOfAValueIsOfNoMatter(String mediaType) {
        assertThat(server.put("/v1/kv/typed?ttl=1h", "x", "Content-Type", mediaType)
                        .statusCode())
                .isEqualTo(204);
        assertThat(timeLeft("typed")).isPresent();
    }

    @Test
    void repeatedHeadersAreAllChecked() throws Exception {
        server.put("/v1/kv/twice", "x");
        String tag = server.get("/v1/kv/twice").headers().firstValue("ETag").orElseThrow();
        for (String[] lines : new String[][] {
            {"KV-TTL: 1h", "KV-TTL: 1s"},
            {"If-Match: " + tag, "If-Match: \"1\""},
            {"If-None-Match: *", "If-None-Match: \"1\""},
            {"Content-Encoding: identity", "Content-Encoding: gzip"}
        }) {
            assertThat(server.raw(
                            "PUT /v1/kv/twice HTTP/1.1",
                            "Host: localhost",
                            lines[0],
                            lines[1],
                            "Connection: close",
                            "Content-Length: 1",
                            "",
                            "y"))
                    .as(lines[1])
                    .containsPattern("^HTTP/1.1 4(00|15) ");
        }
        assertThat(server.get("/v1/kv/twice").body()).isEqualTo(bytes("x"));
        assertThat(server.raw(
                        "GET /v1/kv/twice HTTP/1.1",
                        "Host: localhost",
                        "If-None-Match: \"1\"",
                        "If-None-Match: " + tag,
                        "Connection: close",
                        "",
                        ""))
                .startsWith("HTTP/1.1 304 ");
    }

    @Test
    void parametersThatWouldBeIgnoredAre400() {
        server.put("/v1/kv/strict", "x");
        for (String path : new String[] {"/v1/kv/strict?ttl=1s", "/v1/kv/strict?x", "/v1/kv/strict/ttl?ttl=1s"}) {
            assertThat(server.get(path).statusCode()).isEqualTo(400);
            assertThat(server.delete(path).statusCode()).isEqualTo(400);
        }
        assertThat(server.get("/v1/kv/strict", "If-Match", "\"1\"").statusCode())
                .isEqualTo(400);
        assertThat(server.delete("/v1/kv/strict", "KV-TTL", "1s").statusCode()).isEqualTo(400);
        assertThat(server.get("/v1/kv/strict").body()).isEqualTo(bytes("x"));
    }

    @Test
    void twoTtlsAre400() {
        assertThat(server.put("/v1/kv/two?ttl=1s", "x", "KV-TTL", "1s").statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "abc",
                "\"abc\"",
                "W/\"1\"",
                "\"1\", \"2\"",
                "*",
                "\"\"",
                "\"9223372036854775808\"",
                "\"-1\""
            })
    void aMalformedIfMatchIs400(String tag) {
        HttpResponse<byte[]> put = server.put("/v1/kv/match", "x", "If-Match", tag);
        assertThat(put.statusCode()).isEqualTo(400);
        assertThat(TestServer.text(put)).contains("If-Match");
    }

    @Test
    void conditionsThatCannotBeKeptAre400() {
        server.put("/v1/kv/kept", "x");
        assertThat(server.put("/v1/kv/kept", "y", "If-None-Match", "\"1\"").statusCode())
                .isEqualTo(400);
        assertThat(server.put("/v1/kv/kept", "y", "If-None-Match", "*", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.delete("/v1/kv/kept", "If-None-Match", "*").statusCode())
                .isEqualTo(400);
        assertThat(server.put("/v1/kv/kept", "y", "If-Unmodified-Since", "Fri, 20 Nov 2026 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.get("/v1/kv/kept").body()).isEqualTo(bytes("x"));
    }

    @Test
    void anEncodedOrPartialBodyIsRefused() {
        assertThat(server.put("/v1/kv/coded", "x", "Content-Encoding", "gzip").statusCode())
                .isEqualTo(415);
        assertThat(server.put("/v1/kv/coded", "x", "Content-Range", "bytes 0-0/2")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.store.get("coded")).isEmpty();
    }

    private static Optional<Duration> timeLeft(String key) {
        return server.store.ttl(key).orElseThrow().remaining();
    }
}
