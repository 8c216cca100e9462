package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static io.kvstore.examples.http.TestServer.text;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchHandlersTest {

    private static final String GET = "/v1/kv:batchGet";
    private static final String PUT = "/v1/kv:batchPut";

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @Test
    void getTellsForEachKeyWhetherItWasFoundInTheOrderOfTheRequest() {
        server.store.put("b", new byte[] {1, 2});
        server.store.put("zero", new byte[0]);
        assertThat(text(server.post(GET, "{\"keys\":[\"nobody\",\"b\",\"zero\",\"b\"]}")))
                .isEqualTo("{\"results\":[{\"key\":\"nobody\",\"status\":\"absent\"},"
                        + "{\"key\":\"b\",\"status\":\"found\",\"value\":\"AQI=\"},"
                        + "{\"key\":\"zero\",\"status\":\"found\",\"value\":\"\"}]}");
    }

    @Test
    void putSetsAllWithOneTtl() {
        assertThat(
                        text(
                                server.post(
                                        PUT,
                                        "{\"entries\":[{\"key\":\"p1\",\"value\":\"AQI=\"},{\"key\":\"p2\",\"value\":\"\"}],\"ttl\":\"1h\"}")))
                .isEqualTo(
                        "{\"results\":[{\"key\":\"p1\",\"status\":\"stored\"},{\"key\":\"p2\",\"status\":\"stored\"}]}");
        assertThat(server.store.get("p1")).hasValueSatisfying(v -> assertThat(v).containsExactly(1, 2));
        assertThat(server.store.get("p2")).hasValueSatisfying(v -> assertThat(v).isEmpty());
        assertThat(server.store.ttl("p2").orElseThrow().remaining().orElseThrow())
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void putWithoutTtlOrWithNullKeepsTheKeysForGood() {
        server.post(PUT, "{\"entries\":[{\"key\":\"q1\",\"value\":\"AQI=\"}]}");
        server.post(PUT, "{\"entries\":[{\"key\":\"q2\",\"value\":\"AQI=\"}],\"ttl\":null}");
        assertThat(server.store.ttl("q1").orElseThrow().isNever()).isTrue();
        assertThat(server.store.ttl("q2").orElseThrow().isNever()).isTrue();
    }

    @Test
    void nothingIsFineToo() {
        assertThat(text(server.post(GET, "{\"keys\":[]}"))).isEqualTo("{\"results\":[]}");
        assertThat(text(server.post(PUT, "{\"entries\":[]}"))).isEqualTo("{\"results\":[]}");
    }

    @Test
    void keysThatNoPathCanHoldWorkHere() {
        server.post(
                PUT, "{\"entries\":[{\"key\":\"nul\\u0000\",\"value\":\"AQI=\"},{\"key\":\"..\",\"value\":\"AQI=\"}]}");
        assertThat(text(server.post(GET, "{\"keys\":[\"nul\\u0000\",\"..\"]}"))).containsSubsequence("found", "found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"keys\":null}",
                "{\"keys\":\"a\"}",
                "{\"keys\":[null]}",
                "{\"keys\":[\"\"]}",
                "{\"keys\":[\"a\"],\"x\":1}",
                "{\"keys\":[\"a\"]} x",
                "{\"keys\":[\"a\"",
                "{\"keys\":[\"\\ud800\"]}",
                "{\"keys\":[{}]}",
                "{\"keys\":[1]}",
                "{\"keys\":[true]}",
                "{\"keys\":[\"a\"],\"keys\":[\"b\"]}",
                "{\"keys\":[[\"a\"]]}",
                "{\"keys\":[1e999999999]}",
                "{\"keys\":[\"a\"]}{\"keys\":[]}",
                "{\"keys\":[\"a\",]}",
                "{'keys':[]}",
                "{\"Keys\":[]}",
                "{\"keys\":[\"a\u0000\"]}",
                "{\"keys\":[\"\\udc00\\ud800\"]}",
                "\u0000"
            })
    void aBadBatchGetIs400(String json) {
        assertThat(server.post(GET, json).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"entries\":null}",
                "{\"entries\":[null]}",
                "{\"entries\":[{\"key\":\"a\"}]}",
                "{\"entries\":[{\"value\":\"AQI=\"}]}",
                "{\"entries\":[{\"key\":null,\"value\":\"AQI=\"}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":null}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":[1,2]}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":7}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\",\"value\":\"AQI=\"}]}",
                "{\"entries\":[{\"key\":\"x\",\"key\":\"bad\",\"value\":\"AQI=\"}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"}],\"entries\":[]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"}],\"ttl\":\"1h\",\"ttl\":null}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"!\"}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"}],\"ttl\":\"0s\"}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"}],\"ttl\":30}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"}],\"ttl\":\"soon\"}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"},{\"key\":\"bad\",\"value\":\"AQI=\"}]}",
                "{\"entries\":[{\"key\":\"bad\",\"value\":\"AQI=\"},{\"key\":\"\",\"value\":\"AQI=\"}]}"
            })
    void aBadBatchPutIs400AndNothingIsStored(String json) {
        assertThat(server.post(PUT, json).statusCode()).isEqualTo(400);
        assertThat(server.store.get("bad")).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8Are400() {
        byte[] json = bytes("{\"keys\":[\"x\"]}");
        json[10] = (byte) 0xff;
        assertThat(server.send("POST", GET, json, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"keys\":", "{\"keys\":[", "{\"x\":["})
    void jsonNestedDeeplyIs400(String start) {
        for (String nested : new String[] {"[", "{\"keys\":"}) {
            for (int depth : new int[] {10, 1_000, 50_000 / nested.length()}) {
                assertThat(server.post(GET, start + nested.repeat(depth)).statusCode())
                        .isEqualTo(400);
                assertThat(server.post(PUT, start + nested.repeat(depth)).statusCode())
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void aCharsetThatIsNotUtf8Is400() {
        for (Charset charset : new Charset[] {UTF_16LE, UTF_16BE, UTF_16, Charset.forName("UTF-32BE")}) {
            assertThat(server.send(
                                    "POST",
                                    GET,
                                    "{\"keys\":[\"a\"]}".getBytes(charset),
                                    "Content-Type",
                                    "application/json")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c080", "c1bf", "e080af", "eda0bdedb880", "f8888080af", "ff", "f4908080"})
    void bytesThatOnlySomeDecodersTakeForUtf8Are400(String hex) {
        byte[] json = bytes("{\"keys\":[\"" + "?".repeat(hex.length() / 2) + "\"]}");
        System.arraycopy(HexFormat.of().parseHex(hex), 0, json, 10, hex.length() / 2);
        assertThat(server.send("POST", GET, json, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aBatchHasNoConditions() {
        for (String header : new String[] {"If-Match", "If-None-Match"}) {
            assertThat(server.send(
                                    "POST",
                                    PUT,
                                    bytes("{\"entries\":[]}"),
                                    "Content-Type",
                                    "application/json",
                                    header,
                                    "*")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void tooManyKeysAre413() {
        String keys = IntStream.rangeClosed(0, TestServer.MAX_BATCH_KEYS)
                .mapToObj(i -> "\"k" + i + "\"")
                .collect(Collectors.joining(","));
        HttpResponse<byte[]> response = server.post(GET, "{\"keys\":[" + keys + "]}");
        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(text(response)).contains("up to " + TestServer.MAX_BATCH_KEYS);
    }

    @Test
    void valuesOverTheBoundAre413AndNoMoreOfThemAreReadThanFitInMemory() {
        byte[] value = new byte[TestServer.MAX_VALUE_BYTES];
        for (int i = 0; i < 6; i++) {
            server.store.put("big" + i, value);
        }
        HttpResponse<byte[]> four = server.post(GET, "{\"keys\":[\"big0\",\"big1\",\"big2\",\"nobody\",\"big3\"]}");
        assertThat(four.statusCode()).isEqualTo(200);
        assertThat(four.body()).hasSizeGreaterThan(4 * value.length);
        HttpResponse<byte[]> five =
                server.post(GET, "{\"keys\":[\"big0\",\"big1\",\"big2\",\"big3\",\"big4\",\"big5\"]}");
        assertThat(five.statusCode()).isEqualTo(413);
        assertThat(text(five)).contains("more than " + TestServer.MAX_BATCH_BYTES + " bytes", "fewer keys at a time");
        await().until(() -> server.http.bytesInMemory() == 0);
    }

    @Test
    void keysAreReadInPortionsThatFitInMemoryAndAnsweredInOrder() {
        ServerLimits limits = new ServerLimits(
                1_000_000, 100, 1_000_000, 3_000_000, 4, 10, Duration.ofSeconds(9), Duration.ofSeconds(9), 1);
        try (TestServer small = new TestServer(KvConfig.embedded(2), limits)) {
            List<String> keys = IntStream.range(0, 100).mapToObj(i -> "k" + i).toList();
            keys.forEach(key -> small.store.put(key, bytes(key)));
            String answer =
                    text(small.post(GET, keys.stream().collect(Collectors.joining("\",\"", "{\"keys\":[\"", "\"]}"))));
            assertThat(answer)
                    .containsSubsequence(keys.stream()
                            .map(key -> "\"" + key + "\",\"status\":\"found\"")
                            .toList());
            List<Integer> statuses = IntStream.range(0, 40)
                    .parallel()
                    .mapToObj(i ->
                            small.post(GET, "{\"keys\":[\"k1\",\"k2\",\"k3\"]}").statusCode())
                    .toList();
            assertThat(statuses).containsOnly(200);
            await().until(() -> small.http.bytesInMemory() == 0);
        }
    }

    @Test
    void aBodyOverTheBoundIs413() {
        assertThat(server.post(GET, " ".repeat(TestServer.MAX_BATCH_BYTES + 1)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void otherMediaTypesAre415() {
        assertThat(server.send("POST", GET, bytes("{\"keys\":[]}"), "Content-Type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(server.send("POST", PUT, bytes("{\"entries\":[]}")).statusCode())
                .isEqualTo(415);
        assertThat(server.send("POST", GET, bytes("{\"keys\":[]}"), "Content-Type", "Application/JSON; charset=utf-8")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aTtlOutsideTheBodyIsRefusedRatherThanIgnored() {
        assertThat(server.post(PUT + "?ttl=1s", "{\"entries\":[]}").statusCode())
                .isEqualTo(400);
    }
}
