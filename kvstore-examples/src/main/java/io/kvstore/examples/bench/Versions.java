package io.kvstore.examples.bench;

import com.zaxxer.hikari.HikariDataSource;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What ran, and on what. */
final class Versions {

    private Versions() {}

    /** Asks the system, the class path and every server. */
    static Map<String, Object> of(KvConfig config) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("kvstore", version(KvStore.class));
        versions.put("hikaricp", version(HikariDataSource.class));
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("processors", Runtime.getRuntime().availableProcessors());
        Map<String, String> servers = new TreeMap<>();
        for (ShardConfig shard : config.shards()) {
            try (HikariDataSource pool = RawPool.open(shard, config.pool(), 1);
                    Connection connection = pool.getConnection()) {
                DatabaseMetaData about = connection.getMetaData();
                versions.put("driver", about.getDriverName() + " " + about.getDriverVersion());
                servers.put(shard.name(), about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
            } catch (SQLException e) {
                throw new BenchException("version of shard " + shard.name(), e);
            }
        }
        versions.put("servers", servers);
        return versions;
    }

    private static String version(Class<?> type) {
        return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), "not packaged");
    }
}
