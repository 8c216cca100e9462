package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Splitter;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvSchema;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Shards that answer but cannot be used are refused at open. The message names them, and nothing is left open. */
@ExtendWith(LeakCheck.class)
class SetupTest {

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(KvConfig config) {
        return assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageStartingWith("shard 'shard-0': ")
                .satisfies(e -> assertThat(((KvException) e).outcome()).isEqualTo(Outcome.NOT_APPLIED));
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void wrongPasswordIsRefusedWithoutTellingIt(Engine engine) {
        ShardConfig shard = engine.newShards(1).get(0);
        KvStore.open(KvConfig.builder().shard(shard).build()).close();
        String password = "not-the-password";
        KvConfig wrong = KvConfig.builder()
                .shard(shard.name(), shard.url(), shard.user(), password)
                .build();
        assertRefused(wrong).hasMessageNotContaining(password);
    }

    @Test
    void missingDatabaseIsRefused() {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        String url = shard.url().replaceFirst("/test\\d+", "/missing");
        assertRefused(KvConfig.builder()
                        .shard(shard.name(), url, shard.user(), shard.password())
                        .build())
                .hasMessageContaining("missing");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void missingTablesAreRefusedWhereCreationIsOffAndFoundOnceADbaMadeThem(Engine engine) {
        KvConfig config = engine.newStore(1).createSchema(false).build();
        assertRefused(config).hasMessageContaining("kvstore_meta is missing").hasMessageContaining("kv schema");
        ShardConfig shard = config.shards().get(0);
        Splitter.on(';')
                .trimResults()
                .omitEmptyStrings()
                .split(KvSchema.ddl(shard, "default"))
                .forEach(statement -> Engine.execute(shard, statement));
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            assertThat(store.get("k")).contains(new byte[] {1});
        }
    }

    /** Another namespace has created the meta table. A refused open must not leave a row that blocks the next open. */
    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void refusedOpenDoesNotBlockItsRepair(Engine engine) {
        List<ShardConfig> shards = engine.newShards(1);
        opened(KvConfig.builder().shards(shards).namespace("first").build());
        assertRefused(KvConfig.builder().shards(shards).createSchema(false).build())
                .hasMessageContaining("kv_default is missing");
        opened(KvConfig.builder().shards(shards).build());
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void droppedTableIsNotSilentlyMadeAnew(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            Engine.execute(config.shards().get(0), "DROP TABLE kv_default");
            assertThatThrownBy(() -> store.get("k")).isInstanceOf(KvSetupException.class);
        }
        assertRefused(config).hasMessageContaining("kv_default is missing");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void newerSchemaIsRefused(Engine engine) {
        KvConfig config = opened(engine.newStore(1).build());
        Engine.execute(config.shards().get(0), "UPDATE kvstore_meta SET version = 3");
        assertRefused(config).hasMessageContaining("version 3").hasMessageContaining("knows version 2");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void anotherShardsDatabaseIsRefused(Engine engine) {
        List<ShardConfig> shards = engine.newShards(2);
        opened(KvConfig.builder().shards(shards).build());
        ShardConfig a = shards.get(0);
        ShardConfig b = shards.get(1);
        KvConfig swapped = KvConfig.builder()
                .shard(a.name(), b.url(), a.user(), a.password())
                .shard(b.name(), a.url(), b.user(), b.password())
                .build();
        assertRefused(swapped).hasMessageContaining("belongs to shard 'shard-1'");
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void anotherLayoutIsRefused(Engine engine) {
        KvConfig config = opened(engine.newStore(1).build());
        ShardConfig shard = config.shards().get(0);
        ShardConfig added = engine.newShards(2).get(1);
        assertRefused(KvConfig.builder().shard(shard).shard(added).build()).hasMessageContaining("shard-1:1");
        assertRefused(KvConfig.builder().shard(shard).virtualNodes(64).build()).hasMessageContaining("vnodes=64");
        assertRefused(KvConfig.builder().shard(shard.withWeight(2)).build()).hasMessageContaining("shard-0:2");
        opened(config);
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void refusalOfAnotherLayoutSaysHowToStartOverAndThatWorks(Engine engine) {
        KvConfig config = opened(engine.newStore(1).build());
        ShardConfig shard = config.shards().get(0);
        KvConfig other = KvConfig.builder().shard(shard).virtualNodes(64).build();
        List<String> steps = List.of("DROP TABLE kv_default", "DELETE FROM kvstore_meta WHERE namespace = 'default'");
        assertRefused(other)
                .hasMessageContaining("To start over and lose all its data")
                .hasMessageContaining(steps.get(0))
                .hasMessageContaining(steps.get(1));
        steps.forEach(step -> Engine.execute(shard, step));
        opened(other);
        assertRefused(config).hasMessageContaining("vnodes=64");
    }

    @Test
    void serverThatTakesNoValuesOfTheLimitIsRefused() {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        long before = Engine.query(shard, "SELECT @@GLOBAL.max_allowed_packet");
        Engine.execute(shard, "SET GLOBAL max_allowed_packet = 1048576");
        try {
            assertRefused(KvConfig.builder().shard(shard).build())
                    .hasMessageContaining("max_allowed_packet is 1048576")
                    .hasMessageContaining("lower maxValueBytes");
        } finally {
            Engine.execute(shard, "SET GLOBAL max_allowed_packet = " + before);
        }
    }

    @Test
    void settingThatBreaksStatementsIsRefused() {
        ShardConfig shard = Engine.MARIADB.newShards(1).get(0);
        for (String setting : List.of("useAffectedRows=false", "forceConnectionTimeZoneToSession=true")) {
            KvConfig config = KvConfig.builder()
                    .shard(shard.name(), shard.url() + "&" + setting, shard.user(), shard.password())
                    .build();
            assertThatThrownBy(() -> KvStore.open(config))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(setting.replaceAll("=.*", ""));
        }
    }

    private static KvConfig opened(KvConfig config) {
        KvStore.open(config).close();
        return config;
    }
}
