package io.kvstore.engines;

import com.google.common.base.Suppliers;
import io.kvstore.ShardConfig;
import java.util.Map;
import java.util.function.Supplier;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL server in a container. */
public final class MySqlServer {

    private static final Supplier<MySqlServer> SHARED = Suppliers.memoize(() -> {
        MySqlServer server = start(Map.of());
        LeakCheck.watch(server.shard("watched", ""));
        return server;
    });

    private final MySQLContainer container;

    private MySqlServer(MySQLContainer container) {
        this.container = container;
    }

    static MySqlServer shared() {
        return SHARED.get();
    }

    /** Starts another server. It stops with the JVM. */
    @SuppressWarnings("resource") // stopped by Testcontainers
    public static MySqlServer start(Map<String, String> environment, String... args) {
        String[] command = new String[args.length + 1];
        command[0] = "--max-connections=500";
        System.arraycopy(args, 0, command, 1, args.length);
        MySQLContainer container = new MySQLContainer(DockerImageName.parse("mysql:9.7"))
                .withUsername("root")
                .withPassword("root")
                .withEnv(environment)
                .withCommand(command);
        container.start();
        return new MySqlServer(container);
    }

    /** Freezes the server, as if its machine hung. Its connections stay open. */
    public void freeze() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    /** Lets a frozen server continue. */
    public void thaw() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    public ShardConfig newDatabase(String name) {
        String database = "test" + Engine.NEXT.incrementAndGet();
        Engine.execute(shard(name, ""), "CREATE DATABASE " + database);
        return shard(name, database);
    }

    private ShardConfig shard(String name, String database) {
        return ShardConfig.of(
                name,
                "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(3306) + "/" + database
                        + "?sslMode=DISABLED&allowPublicKeyRetrieval=true",
                "root",
                "root");
    }
}
