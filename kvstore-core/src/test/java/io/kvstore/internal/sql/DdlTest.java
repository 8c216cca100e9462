package io.kvstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvSchema;
import io.kvstore.ShardConfig;
import io.kvstore.internal.engine.Dialects;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DdlTest {

    private static final ShardConfig H2 = ShardConfig.of("a", "jdbc:h2:mem:ddl;MODE=MySQL", "sa", "");
    private static final ShardConfig MYSQL = ShardConfig.of("a", "jdbc:mysql://h/db", "u", "p");

    @Test
    void scriptIsCutIntoStatementsWithTheNamesOfTheTables() {
        for (ShardConfig shard : List.of(H2, MYSQL)) {
            List<String> ddl = Dialects.of(shard).ddl("orders");
            assertThat(ddl)
                    .hasSize(shard.equals(H2) ? 3 : 2)
                    .allSatisfy(statement -> assertThat(statement)
                            .startsWith("CREATE ")
                            .contains(" IF NOT EXISTS ")
                            .doesNotContain("{", "}", ";"));
            assertThat(ddl.get(0)).startsWith("CREATE TABLE IF NOT EXISTS kvstore_meta (");
            assertThat(ddl.get(1)).startsWith("CREATE TABLE IF NOT EXISTS kv_orders (");
            assertThat(String.join("\n", ddl)).contains("kv_orders_expires");
        }
    }

    @Test
    void runningItTwiceChangesNothing() throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2.url(), "sa", "")) {
            run(connection, "twice");
            List<String> once = objects(connection);
            connection
                    .createStatement()
                    .execute("INSERT INTO kv_twice (k, v, version, expires_at) VALUES (X'01', X'02', 3, 4)");
            run(connection, "twice");
            assertThat(objects(connection)).isEqualTo(once).contains("KVSTORE_META", "KV_TWICE");
            try (ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM kv_twice")) {
                rows.next();
                assertThat(rows.getInt(1)).isOne();
            }
        }
    }

    @Test
    void namespacesOfOneDatabaseHaveTablesOfTheirOwn() throws SQLException {
        try (Connection connection = DriverManager.getConnection(H2.url(), "sa", "")) {
            run(connection, "one");
            run(connection, "other");
            assertThat(objects(connection)).contains("KV_ONE", "KV_OTHER", "KV_ONE_EXPIRES", "KV_OTHER_EXPIRES");
        }
    }

    @Test
    void scriptForThoseWhoRunItByHandIsTheSame() {
        assertThat(KvSchema.ddl(MYSQL, "orders"))
                .isEqualTo(String.join(";\n\n", Dialects.of(MYSQL).ddl("orders")) + ";\n");
    }

    private static void run(Connection connection, String namespace) throws SQLException {
        for (String statement : Dialects.of(H2).ddl(namespace)) {
            connection.createStatement().execute(statement);
        }
    }

    private static List<String> objects(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet row = connection.createStatement().executeQuery("""
                SELECT table_name FROM information_schema.tables WHERE table_schema = SCHEMA()
                UNION ALL SELECT index_name FROM information_schema.indexes WHERE table_schema = SCHEMA()
                ORDER BY 1""")) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
