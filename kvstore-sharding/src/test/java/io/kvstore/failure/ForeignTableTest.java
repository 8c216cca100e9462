package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table on which the statements would have another effect is refused at open. The message says what to fix. */
@ExtendWith(LeakCheck.class)
class ForeignTableTest {

    static Stream<Arguments> changes() {
        return Engine.servers().stream()
                .flatMap(engine -> Stream.of(
                        Arguments.of(engine, "ENGINE = MyISAM", "is kept by MyISAM, which has no transactions"),
                        Arguments.of(
                                engine,
                                "ADD UNIQUE INDEX one (version)",
                                "has another unique index, one, so a put of one key could overwrite another's row"),
                        Arguments.of(engine, "MODIFY k VARCHAR(263)", "column k of table kv_default is varchar"),
                        Arguments.of(
                                engine,
                                "MODIFY v BLOB NOT NULL",
                                "column v of table kv_default is blob of 65535 bytes"),
                        Arguments.of(
                                engine,
                                "MODIFY expires_at INT NOT NULL",
                                "column expires_at of table kv_default is int"),
                        Arguments.of(
                                engine,
                                "DROP PRIMARY KEY, ADD PRIMARY KEY (k, version)",
                                "the primary key of table kv_default is [k, version], and must be [k]"),
                        Arguments.of(
                                engine,
                                "RENAME COLUMN version TO versions",
                                "table kv_default has no column version")));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void tableThatSomebodyChangedIsRefused(Engine engine, String change, String words) {
        KvConfig config = engine.newStore(1).build();
        KvStore.open(config).close();
        Engine.execute(config.shards().get(0), "ALTER TABLE kv_default " + change);
        assertThatThrownBy(() -> KvStore.open(config))
                .isInstanceOf(KvSetupException.class)
                .hasMessageContaining(words);
    }

    static List<Engine> servers() {
        return Engine.servers();
    }

    /** Differences without an effect on the statements are accepted. */
    @ParameterizedTest
    @MethodSource("servers")
    void columnsWithDefaultsAndFurtherIndexesAreAccepted(Engine engine) {
        KvConfig config = engine.newStore(1).build();
        KvStore.open(config).close();
        ShardConfig shard = config.shards().get(0);
        Engine.execute(
                shard,
                "ALTER TABLE kv_default ADD COLUMN note VARCHAR(10), ADD COLUMN made TIMESTAMP NOT NULL DEFAULT"
                        + " CURRENT_TIMESTAMP, ADD COLUMN size INT AS (LENGTH(v)) STORED, ADD INDEX (version), MODIFY v"
                        + " LONGBLOB NOT NULL");
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[] {1});
            assertThat(store.get("k")).contains(new byte[] {1});
        }
    }
}
