package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/** The versions of the software and the hardware of a run. */
final class Versions {

    private static final String UNKNOWN = "not packaged";

    private Versions() {}

    /** Asks the system, the class path and every server. */
    static Map<String, Object> of(KvConfig config) {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("kvstore", ofJar(KvStore.class));
        versions.put("hikaricp", ofArtifact("com.zaxxer", "HikariCP"));
        versions.put("jdbi", ofArtifact("org.jdbi", "jdbi3-core"));
        ifPackaged(versions, "shardingsphere", "org.apache.shardingsphere", "shardingsphere-jdbc");
        ifPackaged(versions, "infinispan", "org.infinispan", "infinispan-cachestore-jdbc");
        versions.put("java", Runtime.version().toString());
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        versions.put("processors", Runtime.getRuntime().availableProcessors());
        Map<String, String> servers = new TreeMap<>();
        for (ShardConfig shard : config.shards()) {
            try (Connection connection = PlainPool.connect(shard, config.pool())) {
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

    private static void ifPackaged(Map<String, Object> versions, String name, String group, String artifact) {
        String version = ofArtifact(group, artifact);
        if (!version.equals(UNKNOWN)) {
            versions.put(name, version);
        }
    }

    private static String ofJar(Class<?> type) {
        return Objects.requireNonNullElse(type.getPackage().getImplementationVersion(), UNKNOWN);
    }

    /** The version of a jar whose manifest has none, from the properties that Maven put into it. */
    private static String ofArtifact(String group, String artifact) {
        String resource = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Versions.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", UNKNOWN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
