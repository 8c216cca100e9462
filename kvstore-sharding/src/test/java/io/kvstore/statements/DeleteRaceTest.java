package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A delete of several keys and a concurrent put. */
@ExtendWith(LeakCheck.class)
class DeleteRaceTest {

    private static final byte[] VALUE = {1};

    /** A row lock on another connection stops the delete at its second key, after its first. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void keyThatIsPutDuringADeleteIsCountedOrStays(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config);
                Connection other = Engine.connect(shard);
                Statement statement = other.createStatement()) {
            List<String> keys = Stream.of("a", "b")
                    .sorted(Comparator.comparing(
                            key -> store.admin().locate(key).storedKey()))
                    .toList();
            store.put(keys.get(1), VALUE);
            other.setAutoCommit(false);
            String second = store.admin().locate(keys.get(1)).storedKey();
            statement.execute("UPDATE kv_default SET version = version + 1 WHERE k = X'" + second + "'");
            CompletableFuture<Long> deleted = CompletableFuture.supplyAsync(() -> store.deleteAll(keys));
            await().until(() -> Engine.rowLockWaits(shard) == 1);
            store.put(keys.get(0), VALUE);
            other.commit();
            long found = deleted.get(30, TimeUnit.SECONDS);
            assertThat(found + store.getAll(keys).size()).isEqualTo(2);
        }
    }
}
