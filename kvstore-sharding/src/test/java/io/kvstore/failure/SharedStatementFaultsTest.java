package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.TcpProxy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Errors while one thread runs a statement for many callers must not affect the other callers. */
@ExtendWith(LeakCheck.class)
class SharedStatementFaultsTest {

    private static final byte[] VALUE = {1};

    /**
     * The observer interrupts the leader's thread after the shared statement was refused. Then each of its calls is
     * retried alone, and meets some deadlocks.
     */
    @Test
    void interruptOfTheLeaderDoesNotAffectCallsRetriedOneByOne() {
        AtomicInteger interrupts = new AtomicInteger();
        KvConfig config = Engine.MARIADB
                .newStore(1)
                .observer(call -> {
                    if (call.error().isPresent()) {
                        interrupts.incrementAndGet();
                        Thread.currentThread().interrupt();
                    }
                })
                .pool(PoolConfig.defaults().withMaxConnections(1))
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("first", VALUE); // this verifies that the only connection can write
            Engine.execute(config.shards().get(0), """
                    CREATE TRIGGER refuse BEFORE INSERT ON kv_default FOR EACH ROW BEGIN
                      IF NEW.v = 'bad' THEN SIGNAL SQLSTATE '22001' SET MYSQL_ERRNO = 1406; END IF;
                      IF NEW.version = 0 THEN -- once for each key
                        SET @tries = COALESCE(@tries, 0) + 1;
                        IF @tries % 4 <> 0 THEN SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213; END IF;
                      END IF;
                    END""");
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put("bad", "bad".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            for (int i = 0; i < 20; i++) {
                entries.put("k" + i, VALUE);
            }
            KvBatchException error = catchThrowableOfType(KvBatchException.class, () -> store.putAll(entries));
            assertThat(error.failures()).containsOnlyKeys("bad");
            assertThat(error.failures().get("bad")).isInstanceOf(KvServerException.class);
            assertThat(interrupts).as("the thread that led").hasPositiveValue();
            assertThat(store.getAll(entries.keySet())).hasSize(20);
        }
    }

    @Test
    void futuresOfOneStatementFailWithErrorsOfTheirOwn() throws Exception {
        KvConfig config = Engine.H2.newStore(1).build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", VALUE);
            Engine.execute(config.shards().get(0), "DROP TABLE kv_default");
            List<CompletableFuture<KvException>> futures = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                futures.add(store.async().get("k" + i).handle((value, error) -> (KvException) error));
            }
            List<KvException> errors = new ArrayList<>();
            for (CompletableFuture<KvException> future : futures) {
                KvException error = future.get(30, TimeUnit.SECONDS);
                error.addSuppressed(new IllegalStateException("mine"));
                errors.add(error);
            }
            assertThat(errors)
                    .allSatisfy(error -> assertThat(error.getSuppressed()).hasSize(1));
            assertThat(errors.stream().map(Throwable::getCause).distinct().count())
                    .as("some shared a statement")
                    .isLessThan(200);
        }
    }

    /** The text of the delete statement starts a transaction. The next user of the connection must not get it. */
    @Test
    void connectionWhoseRollbackFailedIsUsedNoMore() throws Exception {
        ShardConfig direct = Engine.MARIADB.newShards(1).get(0);
        String address = direct.url().replaceAll(".*//([^/]*)/.*", "$1");
        try (TcpProxy proxy = new TcpProxy(Integer.parseInt(address.replaceAll(".*:", "")))) {
            KvConfig config = KvConfig.builder()
                    .shard(
                            direct.name(),
                            direct.url().replace(address, "127.0.0.1:" + proxy.port())
                                    + "&sslMode=DISABLED&allowPublicKeyRetrieval=true",
                            direct.user(),
                            direct.password())
                    .pool(PoolConfig.defaults()
                            .withMaxConnections(1)
                            .withAcquireTimeout(Duration.ofSeconds(5))
                            .withConnectTimeout(Duration.ofSeconds(5))
                            .withLockWaitTimeout(Duration.ofSeconds(1)))
                    .retries(0)
                    .build();
            try (KvStore store = KvStore.open(config)) {
                store.putAll(Map.of("a", VALUE, "b", VALUE));
                String lone = "!\0\0\0\3"; // a packet with only this text, not the start of a longer one
                proxy.replace(lone + "ROLLBACK", lone + "ROLLBECK");
                Throwable error;
                try (Connection lock = Engine.connect(direct)) {
                    lock.setAutoCommit(false);
                    lock.createStatement().execute("SELECT * FROM kv_default FOR UPDATE");
                    error = catchThrowable(() -> store.deleteAll(List.of("a", "b")));
                    lock.rollback();
                }
                assertThat(proxy.replacements()).as("rollbacks that failed").isPositive();
                assertThat(error).isInstanceOf(KvBatchException.class).hasMessageContaining("has held the row");
                store.put("c", VALUE);
                assertThat(Engine.query(direct, "SELECT COUNT(*) FROM kv_default WHERE expires_at > 0"))
                        .as("rows that another session sees: the put is committed")
                        .isEqualTo(3);
            }
        }
    }

    /** The cause has the messages of the drivers. */
    @Test
    void errorsOfRealServersSurviveSerialization() throws Exception {
        KvConfig config = KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:1/kv", "kv", "kv")
                .shard(Engine.MARIADB.newShards(1).get(0))
                .shard("h2", "jdbc:h2:mem:" + UUID.randomUUID(), "sa", "")
                .build();
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 60; i++) {
            entries.put("k" + i, VALUE);
        }
        try (KvStore store = KvStore.open(config)) {
            store.deleteAll(List.of());
            Engine.execute(config.shards().get(1), "DROP TABLE kv_default");
            KvBatchException error = catchThrowableOfType(KvBatchException.class, () -> store.putAll(entries));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(error);
            KvBatchException read = (KvBatchException)
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
            assertThat(read.results().keySet()).containsExactlyElementsOf(entries.keySet());
            assertThat(read.failures().keySet())
                    .containsExactlyElementsOf(error.failures().keySet());
            assertThat(read.failures().values().stream()
                            .map(one -> one.getClass().getSimpleName())
                            .distinct())
                    .containsExactlyInAnyOrder("KvUnavailableException", "KvSetupException");
        }
    }

    @Test
    void observerThatThrowsAnErrorChangesNothing() {
        AtomicInteger seen = new AtomicInteger();
        KvConfig config = Engine.H2
                .newStore(1)
                .observer(call -> {
                    seen.incrementAndGet();
                    throw new NoClassDefFoundError("a tracer that is not there");
                })
                .build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", VALUE);
            store.putAll(Map.of("a", VALUE, "b", VALUE));
            assertThat(store.get("k")).contains(VALUE);
            assertThat(store.async().get("a").join()).contains(VALUE);
        }
        assertThat(seen).hasPositiveValue();
    }
}
