package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.request.CompareAndSet;
import io.kvstore.internal.request.Conditional;
import io.kvstore.internal.request.Delete;
import io.kvstore.internal.request.Expire;
import io.kvstore.internal.request.GetAndExpire;
import io.kvstore.internal.request.Increment;
import io.kvstore.internal.sql.Arguments;
import io.kvstore.internal.sql.Columns;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The indexes that servers choose. docs/LOCKING.md relies on them. */
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
                assertPlans(shard, Dialects.of(shard).statements("default"));
            }
        }
    }

    private static void assertPlans(ShardConfig shard, Statements sql) throws SQLException {
        for (String one : List.of(
                sql.get(Columns.VALUE),
                sql.get(Columns.ENTRY),
                sql.get(Columns.TTL),
                new Delete(new byte[1]).text(sql).alone(),
                new Expire(new byte[1], null).text(sql).alone(),
                new CompareAndSet(new byte[1], 1, new byte[1], null).text(sql).alone())) {
            assertThat(plan(shard, one).key()).as(one).isEqualTo("PRIMARY");
        }
        for (int keys : new int[] {1, 2, 64, 256}) {
            List<String> texts = new ArrayList<>(List.of(
                    sql.getAll(Columns.VALUE, keys, 4_000_000),
                    sql.getAll(Columns.TTL, keys, 4_000_000),
                    sql.getAll(Columns.ENTRY, keys, 4_000_000),
                    sql.readExpired(keys)));
            texts.addAll(together(sql, keys(keys), Delete::new));
            texts.addAll(together(sql, keys(keys), key -> new Expire(key, 1_000L)));
            texts.addAll(together(sql, keys(keys), key -> new CompareAndSet(key, 1, key, null)));
            texts.addAll(together(sql, keys(keys), key -> new GetAndExpire(key, 1_000)));
            texts.add(together(sql, keys(keys), key -> new Increment(key, 1, null))
                    .get(1));
            for (String many : texts) {
                Plan plan = plan(shard, many);
                if (keys > 1) {
                    assertThat(plan.key()).as(many).isEqualTo("PRIMARY");
                    assertThat(plan.type()).as(many).isEqualTo("range");
                } else { // a single key may be looked up during planning, and the plan then does not name the index
                    assertThat(plan.key() + plan.extra()).as(many).containsAnyOf("PRIMARY", "const table");
                }
            }
        }
        assertReaperPlans(shard, sql);
    }

    /** The write, and the SELECT of what it changed. */
    private static List<String> together(
            Statements sql, List<byte[]> keys, Function<byte[], ? extends Conditional<?>> request) {
        List<Arguments> writes = keys.stream().<Arguments>map(request).toList();
        String text = request.apply(keys.get(0)).text(sql).together(writes, 1, 1_000);
        List<String> statements = Splitter.on(';').trimResults().splitToList(text);
        assertThat(statements).hasSize(4).startsWith("BEGIN").endsWith("COMMIT AND NO CHAIN NO RELEASE");
        return statements.subList(1, 3);
    }

    /** The reaper finds rows that it can lock by primary key, and deletes them by primary key. */
    private static void assertReaperPlans(ShardConfig shard, Statements sql) throws SQLException {
        // Otherwise the optimizer knows that no row matches.
        Engine.execute(shard, "UPDATE kv_default SET expires_at = 1, version = 60000");
        for (String delete : List.of(sql.deleteExpired(64), sql.deleteSeen(64))) {
            List<Plan> plans = plans(shard, delete);
            assertThat(plans).as(delete).hasSize(3);
            assertThat(plans)
                    .filteredOn(plan -> plan.type().equals("range"))
                    .extracting(Plan::key)
                    .containsExactly("PRIMARY");
            assertThat(plans)
                    .filteredOn(plan -> plan.type().equals("eq_ref"))
                    .extracting(Plan::key)
                    .containsExactly("PRIMARY");
        }
        Plan find = plan(shard, sql.findExpired(false, true));
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
        return plans(shard, sql).get(0);
    }

    private static List<Plan> plans(ShardConfig shard, String sql) throws SQLException {
        try (Connection connection = Engine.connect(shard);
                PreparedStatement statement = connection.prepareStatement(
                        (isMariaDb(connection) ? "EXPLAIN " : "EXPLAIN FORMAT=TRADITIONAL ") + sql)) {
            List<byte[]> keys = keys(connection);
            int parameters = statement.getParameterMetaData().getParameterCount();
            for (int i = 1; i <= parameters; i++) {
                if (isNumber(sql, i, parameters)) {
                    statement.setLong(i, 60_000);
                } else {
                    statement.setBytes(i, keys.get(i % Math.min(keys.size(), 64)));
                }
            }
            try (ResultSet row = statement.executeQuery()) {
                List<Plan> plans = new ArrayList<>();
                while (row.next()) {
                    plans.add(new Plan(row.getString("type"), row.getString("key"), row.getString("Extra")));
                }
                return plans;
            }
        }
    }

    private static boolean isMariaDb(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductVersion().contains("MariaDB");
    }

    /** Whether a parameter is a time, a version or a limit. The others may be keys. */
    private static boolean isNumber(String sql, int index, int parameters) {
        if (sql.contains("ORDER BY expires_at")) {
            return index != 3;
        }
        if (sql.contains("(k, version) IN")) {
            int keys = (parameters - 2) / 3;
            return index > keys && (index <= keys + 2 || (index - keys) % 2 == 0); // key, version, key, version, …
        }
        if (sql.contains("expires_at <=")) {
            return index > parameters - 2;
        }
        return sql.contains("v = ?") ? index == 2 || index == 4 : sql.contains("SET clock") && index < parameters;
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
