package io.kvstore.examples.http;

import static io.kvstore.examples.http.TestServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    @AutoClose
    private static final TestServer server = TestServer.embedded();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:8080",
                "localhost.",
                "127.0.0.1",
                "127.0.0.1:1",
                "[::1]",
                "[0:0:0:0:0:0:0:1]:8080",
                "kv.example",
                "KV.example:80"
            })
    void aHostThatIsThisServerIsServed(String host) throws Exception {
        assertThat(get("/health", "Host: " + host)).startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "evil-localhost",
                "kv.example.evil",
                "127.0.0.2",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0.0.0.0",
                "[::ffff:7f00:2]",
                "[::2]"
            })
    void anotherHostIs421AndNothingHappens(String host) throws Exception {
        server.store.put("rebound", bytes("x"));
        assertThat(raw("DELETE /v1/kv/rebound HTTP/1.1", "Host: " + host))
                .startsWith("HTTP/1.1 421 ")
                .contains("application/problem+json", "--allow-host");
        assertThat(server.store.get("rebound")).isPresent();
        assertThat(get("/health", "Host: " + host)).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void aMissingMalformedOrRepeatedHostIs400() throws Exception {
        for (String[] lines : new String[][] {
            {},
            {"Host:"},
            {"Host: localhost", "Host: localhost"},
            {"Host: localhost", "Host: evil.example"},
            {"Host: localhost, evil.example"},
            {"Host: user@localhost"},
            {"Host: localhost:99999"},
            {"Host: localhost:http"},
            {"Host: localhost/x"},
            {"Host: [::1"}
        }) {
            assertThat(get("/health", lines)).as(String.join("|", lines)).startsWith("HTTP/1.1 400 ");
        }
        assertThat(raw("GET /health HTTP/1.0")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void theHostOfAnAbsoluteTargetIsChecked() throws Exception {
        assertThat(get("http://localhost/health", "Host: localhost")).startsWith("HTTP/1.1 200 ");
        assertThat(get("http://evil.example/health", "Host: evil.example")).startsWith("HTTP/1.1 421 ");
        assertThat(get("http://evil.example/health", "Host: localhost")).containsPattern("^HTTP/1.1 4(00|21) ");
        assertThat(get("http://localhost/health", "Host: evil.example")).containsPattern("^HTTP/1.1 4(00|21) ");
    }

    @Test
    void anAllowedHostIsANameOrAnAddressAndNothingElse() {
        for (String wrong : new String[] {"", "http://kv.example", "kv.example:80", "a b", "*", "a/b", "[::1", "é"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new HostNames("127.0.0.1", Set.of(wrong)))
                    .withMessageContaining("'" + wrong + "' is not a host");
        }
        InetSocketAddress local = new InetSocketAddress(InetAddresses.forString("10.0.0.7"), 1);
        HostNames names = new HostNames("0.0.0.0", Set.of("2001:DB8::1"));
        assertThat(names.contain("[2001:db8:0::1]", local)).isTrue();
        assertThat(names.contain("10.0.0.7", local)).isTrue();
        assertThat(names.contain("10.0.0.8", local)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://localhost:1",
                "Origin: https://localhost.evil.example",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void aRequestFromAPageOfAnotherSiteIs403AndNothingHappens(String header) throws Exception {
        server.store.put("site", bytes("x"));
        assertThat(raw("PUT /v1/kv/site HTTP/1.1", "Host: localhost", header, "Content-Length: 0"))
                .startsWith("HTTP/1.1 403 ")
                .contains("application/problem+json")
                .doesNotContain("Access-Control");
        assertThat(raw("DELETE /v1/kv/site HTTP/1.1", "Host: localhost", header))
                .startsWith("HTTP/1.1 403 ");
        assertThat(raw("GET /v1/kv/site?touch=1h HTTP/1.1", "Host: localhost", header))
                .startsWith("HTTP/1.1 403 ");
        assertThat(server.store.ttl("site").orElseThrow().remaining()).isEmpty();
        assertThat(server.store.get("site"))
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(bytes("x")));
    }

    @Test
    void aPageOfThisServerAndAnAddressTypedByHandAreServed() throws Exception {
        assertThat(get(
                        "/health",
                        "Host: localhost:8080",
                        "Origin: http://localhost:8080",
                        "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(get("/health", "Host: localhost:8080", "Sec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-HTTP-Method-Override", "x-http-method-override", "X-HTTP-Method", "X-Method-Override"})
    void aMethodIsThatOfTheFirstLine(String header) {
        server.store.put("kept", bytes("x"));
        for (String method : new String[] {"GET", "PUT", "POST", "HEAD"}) {
            HttpResponse<byte[]> response = server.send(method, "/v1/kv/kept", new byte[0], header, "DELETE");
            assertThat(response.statusCode()).isEqualTo(400);
        }
        assertThat(server.store.get("kept")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BEFORE", "AFTER", "BEFORE_MATCHED", "AFTER_MATCHED", "WEBSOCKET_BEFORE_UPGRADE"})
    void whatJavalinCallsItsHandlersIsNoMethod(String method) throws Exception {
        assertThat(raw(method + " /v1/kv/kept HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 501 ");
    }

    @Test
    void aTransferCodingThatWouldBeStoredAsItIsIs501() throws Exception {
        assertThat(server.raw(
                        "PUT /v1/kv/coded HTTP/1.1",
                        "Host: localhost",
                        "Connection: close",
                        "Transfer-Encoding: gzip, chunked",
                        "",
                        "1",
                        "x",
                        "0",
                        "",
                        ""))
                .startsWith("HTTP/1.1 501 ");
        assertThat(server.store.get("coded")).isEmpty();
    }

    @Test
    void theWildcardAddressIsNotAHostName() {
        InetSocketAddress local = new InetSocketAddress(InetAddresses.forString("127.0.0.1"), 1);
        for (String every : new String[] {"0.0.0.0", "::"}) {
            assertThat(new HostNames(every, Set.of()).contain(every, local)).isFalse();
            assertThat(new HostNames(every, Set.of()).contain("localhost", local))
                    .isTrue();
        }
    }

    @Test
    void everyAnswerTellsBrowsersNotToGuessItsType() {
        for (String path : new String[] {"/health", "/metrics", "/no/such/path", "/v1/kv/nobody"}) {
            assertThat(server.get(path).headers().firstValue("X-Content-Type-Options"))
                    .contains("nosniff");
        }
    }

    private static String get(String target, String... headers) throws IOException {
        return raw("GET " + target + " HTTP/1.1", headers);
    }

    private static String raw(String line, String... headers) throws IOException {
        return server.raw(line + "\r\n" + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                + "Connection: close\r\n\r\n");
    }
}
