package io.kvstore.adapter.boot;

import io.kvstore.ShardConfig;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.util.ClassUtils;
import org.testcontainers.containers.Container;

/**
 * Makes a shard of a container of MySQL or MariaDB that has {@code @ServiceConnection}. Boot finds it by itself, and uses
 * one container only. It knows no class of a database's container, because those are in a package that two jars share, which no module can read.
 */
final class KvContainerConnectionDetailsFactory
        extends ContainerConnectionDetailsFactory<Container<?>, KvStoreConnectionDetails> {

    private static final List<String> TYPES = List.of(
            "org.testcontainers.mysql.MySQLContainer",
            "org.testcontainers.mariadb.MariaDBContainer",
            "org.testcontainers.containers.MySQLContainer",
            "org.testcontainers.containers.MariaDBContainer");

    private static final List<String> IMAGES = List.of("mysql", "mariadb");

    KvContainerConnectionDetailsFactory() {}

    @Override
    protected boolean sourceAccepts(
            ContainerConnectionSource<Container<?>> source, Class<?> container, Class<?> details) {
        return types().anyMatch(type -> source.accepts(ANY_CONNECTION_NAME, type, details))
                || IMAGES.stream().anyMatch(image -> source.accepts(image, container, details));
    }

    private static Stream<Class<?>> types() {
        ClassLoader loader = KvContainerConnectionDetailsFactory.class.getClassLoader();
        return TYPES.stream()
                .filter(name -> ClassUtils.isPresent(name, loader))
                .map(name -> ClassUtils.resolveClassName(name, loader));
    }

    @Override
    protected KvStoreConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<Container<?>> source) {
        return new Details(source);
    }

    /** The shard in a container. Its name is always the same, so that a container can be reused. */
    private static final class Details extends ContainerConnectionDetails<Container<?>>
            implements KvStoreConnectionDetails {

        private static final String NAME = "container";
        private static final String ROOT = "root";
        private static final int PORT = 3306;

        Details(ContainerConnectionSource<Container<?>> source) {
            super(source);
        }

        /** From the variables that the images read. */
        @Override
        public List<ShardConfig> shards() {
            Container<?> container = getContainer();
            Map<String, String> environment = container.getEnvMap();
            String user = variable(environment, "USER", ROOT);
            String password = variable(environment, user.equals(ROOT) ? "ROOT_PASSWORD" : "PASSWORD", "");
            String url = "jdbc:mysql://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/"
                    + variable(environment, "DATABASE", "")
                    + "?sslMode=PREFERRED"; // its certificate, if it has one, is its own
            return List.of(ShardConfig.of(NAME, url, user, password));
        }

        private static String variable(Map<String, String> environment, String name, String otherwise) {
            String ofMariaDb = environment.getOrDefault("MARIADB_" + name, otherwise);
            return environment.getOrDefault("MYSQL_" + name, ofMariaDb);
        }
    }
}
