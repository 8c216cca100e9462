package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.ServerPair;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The address of a shard leads to another server while the store is open, as after a failover. */
@ExtendWith(LeakCheck.class)
class AnotherServerTest {

    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};
    private static final byte[] THREE = {3};

    private static KvConfig config(ServerPair pair) {
        return KvConfig.builder()
                .shard(pair.address())
                .pool(PoolConfig.defaults()
                        .withMaxConnections(4)
                        .withMinIdle(4)
                        .withAcquireTimeout(Duration.ofMillis(500)))
                .build();
    }

    /** Waits until the pool has all its connections. */
    private static void awaitConnections(KvStore store) {
        await().until(() -> store.admin().pools().get(0).idle() == 4);
    }

    private static void awaitPut(KvStore store, String key, byte[] value) {
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            store.put(key, value);
            return true;
        });
    }

    /** Creates the tables of the store on the second server, as replication would. */
    private static void copyToSecond(ServerPair pair) {
        KvConfig there = KvConfig.builder().shard(pair.second()).build();
        KvStore.open(there).close();
    }

    static List<Engine> servers() {
        return Engine.servers();
    }

    @ParameterizedTest
    @MethodSource("servers")
    void copyIsVerifiedAndUsedAndTheFirstServerIsUsedAgainLater(Engine engine) throws Exception {
        try (ServerPair pair = new ServerPair(engine)) {
            copyToSecond(pair);
            Engine.execute(pair.second(), "UPDATE kvstore_meta SET version = 3"); // as a newer client does
            try (KvStore store = KvStore.open(config(pair))) {
                store.put("k", ONE);
                pair.leadToSecond();
                pair.cut();
                awaitPut(store, "k", TWO);
                assertThat(Engine.query(pair.second(), "SELECT COUNT(*) FROM kv_default"))
                        .isEqualTo(1);
                assertThat(store.get("k")).contains(TWO);
                pair.leadToFirst();
                pair.cut();
                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(store.get("k")).contains(ONE));
                store.put("k", THREE);
                assertThat(store.get("k")).contains(THREE);
            }
        }
    }

    private record Unfit(String name, UnaryOperator<KvConfig.Builder> config, String change, String words) {

        static Unfit by(String change, String words) {
            return new Unfit(words, config -> config, change, words);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Arguments> unfit() {
        List<Unfit> all = List.of(
                Unfit.by("UPDATE kvstore_meta SET shard = 'other'", "its database belongs to shard 'other'"),
                new Unfit(
                        "another layout",
                        config -> config.virtualNodes(64),
                        "DO 1",
                        "its keys were distributed by [ring murmur3 vnodes=64 shard-0:1]"),
                Unfit.by("UPDATE kvstore_meta SET version = 0", "its schema has version 0"),
                Unfit.by("UPDATE kvstore_meta SET version = 1", "its schema is that of version 1"),
                Unfit.by("DELETE FROM kvstore_meta", "lacks the row of namespace 'default' in kvstore_meta"),
                Unfit.by("DROP TABLE kvstore_meta", "lacks table kvstore_meta"),
                Unfit.by("DROP TABLE kv_default", "table kv_default is missing"),
                Unfit.by("ALTER TABLE kv_default MODIFY v BLOB NOT NULL", "column v of table kv_default is blob"));
        return Engine.servers().stream().flatMap(engine -> all.stream().map(unfit -> Arguments.of(engine, unfit)));
    }

    @ParameterizedTest
    @MethodSource("unfit")
    void unfitServerIsRefusedAndNotChanged(Engine engine, Unfit unfit) throws Exception {
        try (ServerPair pair = new ServerPair(engine)) {
            KvStore.open(unfit.config()
                            .apply(KvConfig.builder().shard(pair.second()))
                            .build())
                    .close();
            Engine.execute(pair.second(), unfit.change());
            String before = pair.checksumOfSecond();
            try (KvStore store = KvStore.open(config(pair))) {
                store.put("k", ONE);
                pair.leadToSecond();
                pair.cut();
                awaitRefused(() -> store.get("k"), unfit.words());
                awaitRefused(() -> store.put("k", TWO), unfit.words());
                assertThat(pair.checksumOfSecond()).isEqualTo(before);
                pair.leadToFirst();
                await().atMost(Duration.ofSeconds(20))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(store.get("k")).contains(ONE));
                store.put("k", THREE);
            }
        }
    }

    /** Call it with reads first: the outcome of a write on a closed connection is unknown. */
    private static void awaitRefused(ThrowingCallable call, String words) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThatThrownBy(call)
                        .isInstanceOf(KvSetupException.class)
                        .hasMessageContaining(words)
                        .satisfies(e ->
                                assertThat(((KvSetupException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED)));
    }

    /** The server is repaired while the store tries to connect. */
    @ParameterizedTest
    @MethodSource("servers")
    void unfitServerIsUsedOnceItIsRepaired(Engine engine) throws Exception {
        try (ServerPair pair = new ServerPair(engine)) {
            copyToSecond(pair);
            Engine.execute(pair.second(), "UPDATE kvstore_meta SET shard = 'other'");
            try (KvStore store = KvStore.open(config(pair))) {
                store.put("k", ONE);
                pair.leadToSecond();
                pair.cut();
                awaitRefused(() -> store.get("k"), "its database belongs to shard 'other'");
                Engine.execute(pair.second(), "UPDATE kvstore_meta SET shard = 'shard-0'");
                awaitPut(store, "k", TWO);
                assertThat(Engine.query(pair.second(), "SELECT COUNT(*) FROM kv_default"))
                        .isEqualTo(1);
            }
        }
    }

    /** The connections to the first server stay open, and it still answers reads. */
    @ParameterizedTest
    @MethodSource("servers")
    void oneWriteOnAReadOnlyServerMovesAllConnectionsToThePromotedServer(Engine engine) throws Exception {
        try (ServerPair pair = new ServerPair(engine)) {
            copyToSecond(pair);
            try (KvStore store = KvStore.open(config(pair))) {
                store.put("k", ONE);
                awaitConnections(store);
                pair.leadToSecond();
                pair.demoteFirst();
                KvUnavailableException refused =
                        catchThrowableOfType(KvUnavailableException.class, () -> store.put("k", TWO));
                assertThat(refused.outcome()).isEqualTo(Outcome.NOT_APPLIED);
                assertThat(store.get("k")).as("read from the promoted server").isEmpty();
                store.put("k", THREE);
                assertThat(Engine.query(pair.second(), "SELECT COUNT(*) FROM kv_default"))
                        .isEqualTo(1);
            }
        }
    }

    /** For example, because a backup was restored there. */
    @ParameterizedTest
    @MethodSource("servers")
    void serverThatWasReadOnlyIsVerifiedAnew(Engine engine) throws Exception {
        try (ServerPair pair = new ServerPair(engine);
                KvStore store = KvStore.open(config(pair))) {
            store.put("k", ONE);
            awaitConnections(store);
            pair.demoteFirst();
            assertThatThrownBy(() -> store.put("k", TWO)).isInstanceOf(KvUnavailableException.class);
            assertThat(store.get("k")).as("read while it is read-only").contains(ONE);
            assertThatThrownBy(() -> store.put("k", TWO)).isInstanceOf(KvUnavailableException.class);
            pair.promoteFirst();
            store.put("k", TWO);
            Engine.execute(pair.first(), "UPDATE kvstore_meta SET shard = 'other'"); // before the pool reconnects
            pair.demoteFirst();
            assertThatThrownBy(() -> store.put("k", THREE)).isInstanceOf(KvUnavailableException.class);
            pair.promoteFirst();
            assertThatThrownBy(() -> store.put("k", THREE))
                    .isInstanceOf(KvSetupException.class)
                    .hasMessageContaining("its database belongs to shard 'other'");
            Engine.execute(pair.first(), "UPDATE kvstore_meta SET shard = 'shard-0'");
            awaitPut(store, "k", THREE);
            assertThat(store.get("k")).contains(THREE);
        }
    }
}
