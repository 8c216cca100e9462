package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The indexes that servers choose: docs/LOCKING.md stands on them. */
@ExtendWith(LeakCheck.class)
class PlansTest {

    private record Plan(String type, String key, String extra) {}

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#servers")
    void everyStatementFindsItsRowsByTheIndexItShould(Engine engine) throws SQLException {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore store = KvStore.open(config)) {
            for (int rows : new int[] {3, 3_000}) {
                Map<String, byte[]> entries = new HashMap<>();
                for (int i = 0; i < rows; i++) {
                    entries.put("k" + i, new byte[100]);
                }
                store.putAll(entries, Duration.ofMinutes(10));
                Engine.execute(shard, "ANALYZE TABLE kv_default");
                assertPlans(shard, Dialect.of(shard).statements("default"));
            }
        }
    }

    private static void assertPlans(ShardConfig shard, Statements sql) throws SQLException {
        for (String one : List.of(sql.get, sql.getEntry, sql.ttl, sql.delete, sql.expire, sql.compareAndSet)) {
            assertThat(plan(shard, one).key()).as(one).isEqualTo("PRIMARY");
        }
        for (int keys : new int[] {1, 2, 64, 256}) {
            List<String> delete = Splitter.on(';').trimResults().splitToList(sql.deleteAll(keys(keys), new byte[16]));
            assertThat(delete).hasSize(4).startsWith("BEGIN").endsWith("COMMIT");
            for (String many : List.of(
                    sql.getAll(Columns.VALUE, keys, 4_000_000),
                    sql.getAll(Columns.TTL, keys, 4_000_000),
                    sql.getAll(Columns.ENTRY, keys, 4_000_000),
                    delete.get(1),
                    delete.get(2),
                    sql.deleteExpired(keys),
                    sql.readExpired(keys))) {
                Plan plan = plan(shard, many);
                if (keys > 1) {
                    assertThat(plan.key()).as(many).isEqualTo("PRIMARY");
                    assertThat(plan.type()).as(many).isEqualTo("range");
                } else { // one key is looked up while the plan is made, which then may not say by what
                    assertThat(plan.key() + plan.extra()).as(many).containsAnyOf("PRIMARY", "const table");
                }
            }
        }
        Plan find = plan(shard, sql.findExpired);
        assertThat(find.key()).isEqualTo("kv_default_expires");
        assertThat(find.type()).isEqualTo("range");
        assertThat(find.extra())
                .contains("Using index")
                .doesNotContain("filesort")
                .doesNotContain("temporary");
    }

    private static List<byte[]> keys(int count) {
        return IntStream.range(0, count).mapToObj(Longs::toByteArray).toList();
    }

    private static Plan plan(ShardConfig shard, String sql) throws SQLException {
        try (Connection connection = Engine.connect(shard);
                PreparedStatement statement = connection.prepareStatement(
                        (isMariaDb(connection) ? "EXPLAIN " : "EXPLAIN FORMAT=TRADITIONAL ") + sql)) {
            List<byte[]> keys = keys(connection);
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                if (isNumber(sql, i, parameters)) {
                    statement.setLong(i, 60_000);
                } else {
                    statement.setBytes(i, keys.get(i % keys.size()));
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Plan(row.getString("type"), row.getString("key"), row.getString("Extra"));
            }
        }
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    /** Which parameters are times, versions and limits: the others are keys, or may be. */
    private static boolean isNumber(String sql, int index, int parameters) {
        if (sql.contains("ORDER BY")) {
            return true;
        }
        if (sql.contains("expires_at <=")) {
            return index > parameters - (sql.startsWith("DELETE") ? 2 : 1);
        }
        return sql.contains("SET v = ?") ? index == 2 || index == 4 : sql.contains("SET version") && index == 1;
    }

    private static List<byte[]> keys(Connection connection) throws SQLException {
        List<byte[]> keys = new ArrayList<>();
        try (ResultSet row = connection.createStatement().executeQuery("SELECT k FROM kv_default LIMIT 256")) {
            while (row.next()) {
                keys.add(row.getBytes(1));
            }
        }
        return keys;
    }
}
