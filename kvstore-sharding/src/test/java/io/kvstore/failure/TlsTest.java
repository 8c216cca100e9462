package io.kvstore.failure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.FakeMySql;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.ThisMachine;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server on another machine must prove its identity before it gets any data. */
@ExtendWith(LeakCheck.class)
class TlsTest {

    private static final String PASSWORD = "the-password";

    private static KvConfig config(String url) {
        return KvConfig.builder().shard("a", url, "kv", PASSWORD).build();
    }

    private static String url(FakeMySql server, String query) {
        return "jdbc:mysql://" + ThisMachine.address() + ":" + server.port() + "/kv" + query;
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(KvConfig config) {
        return assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void serverWithoutTlsGetsNoData() throws Exception {
        try (FakeMySql fake = FakeMySql.withoutTls()) {
            assertRefused(config(url(fake, "")))
                    .hasMessageContaining("SSL Connection required, but not provided by server")
                    .hasMessageContaining("Turn TLS on in the server")
                    .hasMessageContaining("sslMode=DISABLED");
            assertThat(fake.heard()).isEmpty();

            assertRefused(config(url(fake, "?sslMode=PREFERRED")));
            await().untilAsserted(
                            () -> assertThat(fake.heard()).as("it listens").contains("kv"));
        }
    }

    /** The attack: a server that nobody verifies gets the password in clear text inside TLS. */
    @Test
    void serverWithASelfSignedCertificateGetsNoData(@TempDir Path directory) throws Exception {
        try (FakeMySql fake = FakeMySql.withTls(directory)) {
            assertRefused(config(url(fake, "")))
                    .hasMessageContaining("the server's certificate could not be verified")
                    .hasMessageContaining("trustCertificateKeyStoreUrl")
                    .hasMessageContaining("sslMode=REQUIRED");
            assertThat(fake.heard()).isEmpty();

            KvStore.open(config(url(fake, "?sslMode=REQUIRED"))).close();
            await().untilAsserted(
                            () -> assertThat(fake.heard()).as("it listens").contains(PASSWORD));
        }
    }

    @Test
    void mariaDbWithoutTlsIsRefusedAtANetworkAddressAndAcceptedAtLoopback() {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        KvStore.open(KvConfig.builder().shard(shard).build()).close();
        assertRefused(config(byNetwork(shard.url())))
                .hasMessageContaining("SSL Connection required, but not provided by server");
    }

    static String byNetwork(String url) {
        return url.replaceFirst("//[^:/]+", "//" + ThisMachine.address());
    }

    /** Once, and not at all if the config sets it. */
    @Test
    void logNamesUnverifiedServersOnce() {
        String unproven = "jdbc:mysql://no-such-host.invalid/";
        PoolConfig none = PoolConfig.defaults();
        KvConfig loose = KvConfig.builder()
                .shard("a", unproven + "a?sslMode=REQUIRED", "kv", PASSWORD)
                .shard("b", unproven + "b?useSSL=false", "kv", PASSWORD)
                .shard("c", unproven + "c?sslMode=verify_identity", "kv", PASSWORD)
                .shard("d", "jdbc:mysql://127.0.0.1:1/d?sslMode=DISABLED", "kv", PASSWORD)
                .pool(none)
                .build();
        assertThat(logOf(loose))
                .containsOnlyOnce("need not prove")
                .contains(
                        "need not prove their identity, as the config says: a (sslMode=REQUIRED), b (useSSL=false). ");
        KvConfig strict = KvConfig.builder()
                .shard("a", unproven + "a", "kv", PASSWORD)
                .shard("b", unproven + "b", "kv", PASSWORD)
                .build();
        assertThat(logOf(strict)).contains("no-such-host").doesNotContain("need not prove");
    }

    private static String logOf(KvConfig config) {
        PrintStream before = System.out;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setOut(new PrintStream(log, true, UTF_8));
        try {
            KvStore.open(config).close();
        } finally {
            System.setOut(before);
        }
        return log.toString(UTF_8);
    }
}
