package io.kvstore.failure;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors that a retry cannot fix are KvSetupExceptions. Errors that may pass are not. The messages name the cause. */
@ExtendWith(LeakCheck.class)
class ConnectErrorsTest {

    private static KvConfig config(String url) {
        return KvConfig.builder().shard("a", url, "kv", "kv").build();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(KvConfig config) {
        return assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .satisfies(e -> assertThat(((KvException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED));
    }

    @ParameterizedTest
    @CsvSource({
        "//127.0.0.1:99x99/kv, 99x99",
        "//127.0.0.1:3306, names no database",
        "//127.0.0.1:3306/, names no database",
        "//127.0.0.1:3306/kv?sslMode=NONSENSE, NONSENSE",
        "//127.0.0.1:3306/kv?prepStmtCacheSize=-5, prepStmtCacheSize",
        "//127.0.0.1:3306/kv?connectionTimeZone=Mars/Olympus, Mars",
        "//127.0.0.1:3306/kv?socketFactory=no.Such, no.Such",
        "//127.0.0.1:3306/kv?localSocketAddress=192.0.2.1, localSocketAddress",
    })
    void urlThatTheDriverCannotUseIsASetupError(String rest, String words) {
        String server = Engine.MARIADB.newShards(1).get(0).url().replaceFirst("\\?.*", "");
        String url = "jdbc:mysql:" + rest.replace("//127.0.0.1:3306/kv", server.replace("jdbc:mysql:", ""));
        assertRefused(config(url)).hasMessageStartingWith("shard 'a': ").hasMessageContaining(words);
    }

    @Test
    void driverPropertyThatCannotBeReadIsASetupError() {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        for (String[] property : new String[][] {{"sslMode", "NONSENSE"}, {"tcpKeepAlive", "perhaps"}}) {
            assertRefused(KvConfig.builder()
                            .shard(shard)
                            .pool(PoolConfig.defaults().withDriverProperty(property[0], property[1]))
                            .build())
                    .hasMessageContaining(property[1])
                    .hasMessageContaining("fix the shard's URL or pool.driverProperties");
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void lockedAccountOrExpiredPasswordIsASetupError(Engine engine) {
        Account account = new Account(engine.newShards(1).get(0), "stale");
        try {
            account.execute("GRANT ALL ON *.* TO {user}");
            KvStore.open(account.config()).close();
            account.execute("ALTER USER {user} ACCOUNT LOCK");
            assertRefused(account.config()).hasMessageContaining("locked").hasMessageContaining("ACCOUNT UNLOCK");
            account.execute("ALTER USER {user} ACCOUNT UNLOCK PASSWORD EXPIRE");
            assertRefused(account.config())
                    .hasMessageContaining("password")
                    .hasMessageContaining("give the user a new password");
            account.execute("ALTER USER {user} IDENTIFIED BY 'pw'");
            KvStore.open(account.config()).close();
        } finally {
            account.drop();
        }
    }

    /** The store stays open. Its calls report the error until it is fixed, and then work. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void missingDatabaseIsASetupErrorEvenForAUserWhoCannotSeeIt(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        String missing = shard.url().replaceFirst("/test\\d+", "/missing");
        assertRefused(KvConfig.builder()
                        .shard(shard.name(), missing, shard.user(), shard.password())
                        .build())
                .hasMessageContaining("'missing'")
                .hasMessageContaining("create the database");
        Account blind = new Account(shard, "blind");
        try {
            assertRefused(KvConfig.builder()
                            .shard(shard.name(), missing, "blind", "pw")
                            .build())
                    .hasMessageContaining("'missing'")
                    .hasMessageContaining("Privileges");
        } finally {
            blind.drop();
        }
    }

    @Test
    void unknownHostIsReportedAndMayResolveLater() {
        try (KvStore store = KvStore.open(config("jdbc:mysql://no-such-host.invalid/kv"))) {
            assertThatThrownBy(() -> store.get("k"))
                    .isInstanceOf(KvUnavailableException.class)
                    .hasMessageContaining("no-such-host.invalid")
                    .hasMessageContaining("unknown host: check the shard's URL and DNS");
        }
    }

    @Test
    void serverWithAnotherProtocolIsReported() throws Exception {
        try (ServerSocket web = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread answers = new Thread(() -> answer(web));
            answers.start();
            try (KvStore store = KvStore.open(config("jdbc:mysql://127.0.0.1:" + web.getLocalPort() + "/kv"))) {
                assertThatThrownBy(() -> store.get("k"))
                        .isInstanceOf(KvUnavailableException.class)
                        .hasMessageContaining("the answer is not of MySQL's protocol");
            }
        }
    }

    private static void answer(ServerSocket web) {
        while (!web.isClosed()) {
            try (Socket client = web.accept()) {
                client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
            } catch (IOException e) {
                // The client has disconnected, or the test has ended.
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:relative/path",
                "jdbc:h2:file:relative/path",
                "jdbc:h2:mem:a;MODE=Nonsense",
                "jdbc:h2:mem:a;NO_SUCH_SETTING=1"
            })
    void urlThatH2CannotUseIsASetupError(String url) {
        assertRefused(config(url)).hasMessageStartingWith("shard 'a': ");
    }

    @Test
    void readOnlyFileIsASetupError(@TempDir Path directory) {
        String url = "jdbc:h2:file:" + directory.resolve("kv");
        KvStore.open(config(url)).close();
        try (KvStore store = KvStore.open(config(url + ";ACCESS_MODE_DATA=r"))) {
            assertThatThrownBy(() -> store.put("k", new byte[1]))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("read only")
                    .hasMessageContaining("make the file writable");
        }
    }

    @Test
    void damagedFileIsASetupError(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("kv");
        KvStore.open(config(url)).close();
        Files.write(directory.resolve("kv.mv.db"), new byte[10_000]);
        assertRefused(config(url)).hasMessageContaining("restore a backup of the file");
    }

    @Test
    void fileThatAnotherProcessHasOpenIsUnavailableAndSaysHowOut(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("kv");
        KvStore.open(config(url)).close();
        try (FileChannel file = FileChannel.open(directory.resolve("kv.mv.db"), WRITE);
                FileLock lock = file.lock();
                KvStore store = KvStore.open(config(url))) {
            assertThatThrownBy(() -> store.put("k", new byte[1]))
                    .isInstanceOf(KvUnavailableException.class)
                    .hasMessageContaining("another process has it open: stop that process, or use other files");
            lock.release();
            await().ignoreExceptions().untilAsserted(() -> {
                store.put("k", new byte[] {1});
                assertThat(store.get("k")).contains(new byte[] {1});
            });
        }
    }
}
