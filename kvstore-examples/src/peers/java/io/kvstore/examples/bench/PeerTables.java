package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;

/** The tables that the providers of ShedLock, Bucket4j and Spring Session need, as their manuals say. */
final class PeerTables {

    static final String LOCKS = "adapter_bench_shedlock";
    static final String BUCKETS = "adapter_bench_bucket";
    static final String SESSIONS = "adapter_bench_session";

    private final KvConfig config;

    PeerTables(KvConfig config) {
        this.config = config;
    }

    void create() {
        drop();
        execute("CREATE TABLE " + LOCKS + " (name VARCHAR(64) NOT NULL, lock_until TIMESTAMP(3) NOT NULL,"
                + " locked_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), locked_by VARCHAR(255) NOT NULL,"
                + " PRIMARY KEY (name))");
        execute("CREATE TABLE " + BUCKETS + " (id BIGINT PRIMARY KEY, state BLOB, expires_at BIGINT)");
        for (String sql : sessionTables().split(";")) {
            if (!sql.isBlank()) {
                execute(sql);
            }
        }
    }

    private static String sessionTables() {
        try (InputStream script = JdbcIndexedSessionRepository.class.getResourceAsStream("schema-mysql.sql")) {
            return new String(script.readAllBytes(), UTF_8).replace("SPRING_SESSION", SESSIONS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void drop() {
        execute("DROP TABLE IF EXISTS " + LOCKS);
        execute("DROP TABLE IF EXISTS " + BUCKETS);
        execute("DROP TABLE IF EXISTS " + SESSIONS + "_ATTRIBUTES, " + SESSIONS);
    }

    private void execute(String sql) {
        try (Connection connection = PlainPool.connect(config.shards().get(0), config.pool());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new BenchException(sql, e);
        }
    }
}
