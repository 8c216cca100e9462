package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.examples.bench.proxy.FarServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The network between this process and the servers: as it is, or with an added round-trip time. Not thread-safe. */
final class Network implements AutoCloseable {

    private static final int PINGS = 200;
    private static final double NANOS_PER_MICRO = 1e3;

    private final KvConfig near;
    private final KvConfig config;
    private final @Nullable FarServers servers;
    private final Optional<Duration> asked;

    /** Puts a network in front of the servers of a config. */
    Network(KvConfig.Builder builder, Optional<Duration> roundTrip) {
        near = builder.build();
        asked = roundTrip;
        servers = asked.map(time -> new FarServers(near.shards(), time)).orElse(null);
        config = servers == null ? near : builder.shards(servers.shards()).build();
    }

    /** The config for the contenders. */
    KvConfig config() {
        return config;
    }

    /**
     * The delays that really occurred: those of one server now, and of all bytes delivered so far.
     *
     * @return empty if no delay is added
     */
    Optional<RoundTrip> measure() {
        if (servers == null) {
            return Optional.empty();
        }
        Histogram held = servers.held();
        return Optional.of(new RoundTrip(
                asked.orElseThrow().toNanos() / NANOS_PER_MICRO,
                ping(near),
                ping(config),
                held.getValueAtPercentile(50) / NANOS_PER_MICRO,
                held.getValueAtPercentile(99) / NANOS_PER_MICRO));
    }

    /** The median time of the shortest statement, in µs. */
    private static double ping(KvConfig config) {
        ShardConfig shard = config.shards().get(0);
        Histogram times = new Histogram(3);
        try (Connection connection = PlainPool.connect(shard, config.pool());
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < PINGS; i++) {
                long start = System.nanoTime();
                statement.execute("DO 1");
                times.recordValue(System.nanoTime() - start);
            }
        } catch (SQLException e) {
            throw new BenchException("shard '" + shard.name() + "'", e);
        }
        return times.getValueAtPercentile(50) / NANOS_PER_MICRO;
    }

    @Override
    public void close() {
        if (servers != null) {
            servers.close();
        }
    }
}
