package io.kvstore.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

/** Clients of this version after a client of a later version has migrated the tables. */
@ExtendWith(LeakCheck.class)
class NewerSchemaTest {

    private static final byte[] VALUE = "v".getBytes(UTF_8);

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void openClientGoesOnAndOneThatOpensAnewIsRefused(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            store.put("old", VALUE);
            Engine.execute(shard, "ALTER TABLE kv_default ADD COLUMN later BIGINT DEFAULT 7 NOT NULL");
            Engine.execute(shard, "UPDATE kvstore_meta SET version = 3");

            assertThat(store.get("old")).contains(VALUE);
            long version = store.putIfAbsent("new", VALUE).orElseThrow();
            assertThat(store.compareAndSet("new", version, VALUE)).isPresent();
            assertThat(store.increment("counter", 2)).isEqualTo(2);
            assertThat(store.getAndExpire("new", Duration.ofMinutes(1))).isPresent();
            store.put("other", VALUE);
            assertThat(store.delete("other")).isTrue();
            assertThat(Engine.query(shard, "SELECT COUNT(*) FROM kv_default WHERE later = 7"))
                    .isEqualTo(4);

            assertThatExceptionOfType(KvSetupException.class)
                    .isThrownBy(() -> KvStore.open(config))
                    .withMessageContaining("its schema has version 3 and this library knows version 2")
                    .withMessageContaining("use the library that wrote it, or a newer one");
            assertThat(store.get("new")).contains(VALUE);
        }
    }
}
