package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A file with the pool size of Infinispan's store and the driver settings of the other baselines. There is
 * <a href="https://infinispan.org/docs/stable/titles/configuring/configuring.html#configuring-jdbc-agroal-properties_persistence">no
 * other way</a> to set them. It contains a password and is deleted by close.
 */
final class AgroalPool implements AutoCloseable {

    private static final String PREFIX = "org.infinispan.agroal.";

    private final Path file;

    AgroalPool(ShardConfig shard, KvConfig config, int connections) {
        Properties properties = new Properties();
        properties.setProperty(PREFIX + "jdbcUrl", url(shard, config));
        properties.setProperty(PREFIX + "principal", shard.user());
        properties.setProperty(PREFIX + "credential", shard.password());
        properties.setProperty(PREFIX + "jdbcTransactionIsolation", "READ_COMMITTED");
        properties.setProperty(PREFIX + "minSize", Integer.toString(connections));
        properties.setProperty(PREFIX + "initialSize", Integer.toString(connections));
        properties.setProperty(PREFIX + "maxSize", Integer.toString(connections));
        properties.setProperty(
                PREFIX + "acquisitionTimeout_ms",
                Long.toString(PlainPool.timeout(config).toMillis()));
        try {
            file = Files.createTempFile("bench-infinispan", ".properties"); // only the owner may read it
            try (Writer out = Files.newBufferedWriter(file)) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String url(ShardConfig shard, KvConfig config) {
        Properties properties = PlainPool.properties(shard, config.pool());
        return properties.isEmpty()
                ? shard.url()
                : shard.url()
                        + (shard.url().contains("?") ? "&" : "?")
                        + properties.stringPropertyNames().stream()
                                .map(name -> name + "=" + URLEncoder.encode(properties.getProperty(name), UTF_8))
                                .collect(joining("&"));
    }

    String file() {
        return file.toString();
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
