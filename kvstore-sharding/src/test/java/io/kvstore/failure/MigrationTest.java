package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of version 1 of the schema is brought to version 2 when it is opened, with all its rows. */
@ExtendWith(LeakCheck.class)
class MigrationTest {

    private static final byte[] VALUE = {1};

    /** Takes away what version 2 added. */
    private static void backToVersionOne(ShardConfig shard) {
        Engine.execute(shard, "ALTER TABLE kv_default DROP COLUMN clock");
        Engine.execute(shard, "ALTER TABLE kv_default DROP COLUMN mark");
        Engine.execute(shard, "UPDATE kvstore_meta SET version = 1");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void rowsOfVersionOneAreThereAfterTheMigration(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("k", VALUE);
            store.put("t", VALUE, Duration.ofHours(1));
        }
        backToVersionOne(shard);
        assertThatThrownBy(() -> KvStore.open(
                        KvConfig.builder().shard(shard).createSchema(false).build()))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining("ALTER TABLE kv_default")
                .hasMessageContaining("UPDATE kvstore_meta SET version = 2");
        try (KvStore store = KvStore.open(config)) {
            assertThat(store.get("k")).contains(VALUE);
            assertThat(store.ttl("t").orElseThrow().isNever()).isFalse();
            assertThat(store.putIfAbsent("k", VALUE)).isFalse();
            assertThat(store.delete("k")).isTrue();
        }
        assertThat(Engine.query(shard, "SELECT version FROM kvstore_meta")).isEqualTo(2);
    }
}
