package io.kvstore.statements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvServerException;
import io.kvstore.KvStore;
import io.kvstore.Operation;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import io.kvstore.Ttl;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The driver refuses statements larger than the server's max_allowed_packet. */
@ExtendWith(LeakCheck.class)
class PacketTest {

    private static final int KIB = 1_024;
    private static final int SMALLEST = 65 * KIB; // the smallest limit of the server for values of 1,000 bytes
    private static MariaDbServer server;

    private final ConcurrentLinkedQueue<KvObserver.Call> statements = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        server = MariaDbServer.start();
    }

    private static ShardConfig shard(int maxAllowedPacket) {
        ShardConfig shard = server.newDatabase("shard-0");
        allow(shard, maxAllowedPacket);
        return shard;
    }

    private static void allow(ShardConfig shard, int maxAllowedPacket) {
        Engine.execute(shard, "SET GLOBAL max_allowed_packet = " + maxAllowedPacket);
    }

    private KvConfig.Builder config(ShardConfig shard) {
        return KvConfig.builder().shard(shard).observer(statements::add);
    }

    @AfterEach
    void nothingWasRefused() {
        assertThat(statements).allSatisfy(one -> assertThat(one.error()).isEmpty());
    }

    private static List<String> longKeys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i ->
                        String.valueOf(i) + "k".repeat(255 - String.valueOf(i).length()))
                .toList();
    }

    @Test
    void largeValueIsNotRepeatedToFillItsStatement() {
        try (KvStore store = KvStore.open(config(shard(16 * KIB * KIB)).build())) {
            Map<String, byte[]> entries = new HashMap<>();
            longKeys(129).forEach(key -> entries.put(key, new byte[100]));
            String last = entries.keySet().stream()
                    .max(Comparator.comparing(
                            (String key) -> store.admin().locate(key).position(), Long::compareUnsigned))
                    .orElseThrow();
            entries.put(last, new byte[3_900_000]);
            store.putAll(entries);
            assertThat(statements).hasSize(1).allMatch(one -> one.operation().equals(Operation.PUT_ALL));
            assertThat(store.get(last)).get().extracting(value -> value.length).isEqualTo(3_900_000);
            assertThat(store.getAll(entries.keySet())).hasSize(129);
        }
    }

    @Test
    void statementsOnManyKeysFitTheSmallestPacketThatIsNotRefusedAtOpen() throws Exception {
        ShardConfig shard = shard(SMALLEST);
        KvConfig config = config(shard)
                .maxValueBytes(1_000)
                .batchRows(1_024)
                .reaper(ReaperConfig.defaults().withGrace(Duration.ZERO).withBatchRows(10_000))
                .reapListener((name, entries) -> {})
                .build();
        List<String> keys = longKeys(1_200);
        Map<String, byte[]> entries = new HashMap<>();
        keys.forEach(key -> entries.put(key, new byte[1_000]));
        try (KvStore store = KvStore.open(config)) {
            store.putAll(entries);
            assertThat(store.getAll(keys)).hasSize(keys.size());
            assertThat(store.deleteAll(keys)).isEqualTo(keys.size());
            store.putAll(entries);
            Engine.execute(shard, "UPDATE kv_default SET expires_at = 1");
            assertThat(store.reaper().reap().shards().get(0).deleted()).isEqualTo(keys.size());
        }
    }

    /** The value was written when the server allowed more. */
    @Test
    void getAndExpireOfAValueThatTheServerCannotSendChangesNothing() {
        ShardConfig shard = shard(16 * KIB * KIB);
        try (KvStore store = KvStore.open(config(shard).build())) {
            store.put("large", new byte[300 * KIB]);
        }
        allow(shard, 128 * KIB);
        KvConfig less = KvConfig.builder()
                .shard(shard)
                .maxValueBytes(32 * KIB)
                .batchBytes(64 * KIB)
                .build();
        try (KvStore store = KvStore.open(less)) {
            assertThatExceptionOfType(KvServerException.class)
                    .isThrownBy(() -> store.getAndExpire("large", Duration.ofMinutes(1)))
                    .withMessageContaining("307200 bytes")
                    .withMessageContaining("max_allowed_packet")
                    .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
            assertThat(store.ttl("large")).contains(Ttl.never());
            store.put("small", new byte[1]);
            assertThat(store.getAndExpire("small", Duration.ofMinutes(1))).isPresent();
        }
    }

    @Test
    void statementsSentAsTextFitToo() {
        KvConfig config = config(shard(256 * KIB))
                .maxValueBytes(64 * KIB)
                .pool(PoolConfig.defaults().withDriverProperty("useServerPrepStmts", "false"))
                .build();
        Map<String, byte[]> entries = new HashMap<>();
        longKeys(64).forEach(key -> entries.put(key, "'".repeat(20_000).getBytes(UTF_8)));
        try (KvStore store = KvStore.open(config)) {
            store.putAll(entries);
            assertThat(store.getAll(entries.keySet())).hasSize(64);
        }
    }

    @Test
    void limitThatIsLoweredOrRaisedHoldsForConnectionsThatAreMadeLater() throws Exception {
        ShardConfig shard = shard(16 * KIB * KIB);
        KvConfig config = config(shard).maxValueBytes(100_000).build();
        Map<String, byte[]> entries = new HashMap<>();
        longKeys(30).forEach(key -> entries.put(key, new byte[100_000]));
        try (KvStore store = KvStore.open(config)) {
            store.putAll(entries);
            assertThat(statements).hasSize(1);
            allow(shard, 1_000 * KIB);
            replaceConnections(shard, store);
            statements.clear();
            store.putAll(entries);
            assertThat(statements).hasSizeBetween(6, 10);
            allow(shard, 16 * KIB * KIB);
            replaceConnections(shard, store);
            statements.clear();
            store.putAll(entries);
            assertThat(statements).hasSize(1);
        }
    }

    @Test
    void valueThatFitsIsSentAndALargerOneIsRefusedBefore() throws Exception {
        ShardConfig shard = shard(16 * KIB * KIB);
        KvConfig config = config(shard).maxValueBytes(2_000_000).build();
        try (KvStore store = KvStore.open(config)) {
            allow(shard, 1_000 * KIB);
            replaceConnections(shard, store);
            store.put("fits", new byte[1_000 * KIB - 200]);
            assertThat(store.putIfAbsent("fits too", new byte[1_000 * KIB - 200]))
                    .isPresent();
            KvServerException refused =
                    catchThrowableOfType(KvServerException.class, () -> store.put("fits not", new byte[1_000 * KIB]));
            assertThat(refused)
                    .hasMessageContaining("raise max_allowed_packet there, or lower maxValueBytes")
                    .hasMessageNotContaining("not of MySQL's protocol")
                    .hasMessageMatching("(?s).*1[.,]?024[.,]?\\d{3} > 1[.,]?024[.,]?000.*");
            assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
            statements.removeIf(one -> one.error().isPresent());
            assertThat(store.get("fits not")).isEmpty();
        }
    }

    private static List<Long> connections(ShardConfig shard) throws Exception {
        List<Long> ids = new ArrayList<>();
        String database = shard.url().replaceAll(".*/(\\w+)\\?.*", "$1");
        try (var connection = Engine.connect(shard);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT id FROM information_schema.processlist WHERE db = '" + database
                        + "' AND id <> CONNECTION_ID() ORDER BY id")) {
            while (row.next()) {
                ids.add(row.getLong(1));
            }
        }
        return ids;
    }

    /** Kills the connections, and lets the store open new ones. */
    private void replaceConnections(ShardConfig shard, KvStore store) throws Exception {
        for (long id : connections(shard)) {
            Engine.execute(shard, "KILL CONNECTION " + id);
        }
        assertThat(store.get("none")).isEmpty();
        statements.clear(); // a read on a closed connection is retried
    }
}
