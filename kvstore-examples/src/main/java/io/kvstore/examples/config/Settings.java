package io.kvstore.examples.config;

import io.kvstore.BackpressureConfig;
import io.kvstore.KvConfig;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The keys of a config file, as they stand in it. What is left out keeps the default of the library. */
record Settings(
        @Nullable List<Shard> shards,
        @Nullable String namespace,
        @Nullable Integer virtualNodes,
        @Nullable Integer maxValueBytes,
        @Nullable Integer batchRows,
        @Nullable Integer batchBytes,
        @Nullable Integer retries,
        @Nullable Boolean createSchema,
        @Nullable Pool pool,
        @Nullable Lanes lanes,
        @Nullable Backpressure backpressure,
        @Nullable Reaper reaper) {

    KvConfig.Builder toBuilder() {
        if (shards == null || shards.isEmpty() || shards.contains(null)) {
            throw new IllegalArgumentException(
                    "shards: at least one is needed, each with name, url, user and password");
        }
        KvConfig.Builder builder =
                KvConfig.builder().shards(shards.stream().map(Shard::toConfig).toList());
        ifSet(namespace, builder::namespace);
        ifSet(virtualNodes, builder::virtualNodes);
        ifSet(maxValueBytes, builder::maxValueBytes);
        ifSet(batchRows, builder::batchRows);
        ifSet(batchBytes, builder::batchBytes);
        ifSet(retries, builder::retries);
        ifSet(createSchema, builder::createSchema);
        ifSet(pool, keys -> builder.pool(keys.toConfig()));
        ifSet(lanes, keys -> builder.lanes(keys.toConfig(connections())));
        ifSet(backpressure, keys -> builder.backpressure(keys.toConfig()));
        ifSet(reaper, keys -> builder.reaper(keys.toConfig()));
        return builder;
    }

    private int connections() {
        return (pool == null ? PoolConfig.defaults() : pool.toConfig()).maxConnections();
    }

    private static <T> void ifSet(@Nullable T value, Consumer<T> set) {
        if (value != null) {
            set.accept(value);
        }
    }

    private static <T> T or(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    /** One shard. */
    record Shard(
            @Nullable String name,
            @Nullable String url,
            @Nullable String user,
            @Nullable String password,
            @Nullable Integer weight) {

        ShardConfig toConfig() {
            String shard = required(name, "a shard has no name");
            String of = "shard '" + shard + "' has no ";
            return new ShardConfig(
                    shard,
                    required(url, of + "url"),
                    required(user, of + "user"),
                    required(password, of + "password (an empty one is written \"\")"),
                    or(weight, 1));
        }

        /** Everything but the secrets. */
        @Override
        public String toString() {
            return "shard " + name;
        }

        private static String required(@Nullable String value, String missing) {
            if (value == null) {
                throw new IllegalArgumentException(missing);
            }
            return value;
        }
    }

    /** Connections and timeouts. */
    record Pool(
            @Nullable Integer maxConnections,
            @Nullable Integer minIdle,
            @Nullable Duration acquireTimeout,
            @Nullable Duration connectTimeout,
            @Nullable Duration socketTimeout,
            @Nullable Duration lockWaitTimeout,
            @Nullable Map<String, String> driverProperties,
            @Nullable Map<String, String> hikariProperties) {

        PoolConfig toConfig() {
            PoolConfig defaults = PoolConfig.defaults();
            return new PoolConfig(
                    or(maxConnections, defaults.maxConnections()),
                    or(minIdle, defaults.minIdle()),
                    or(acquireTimeout, defaults.acquireTimeout()),
                    or(connectTimeout, defaults.connectTimeout()),
                    or(socketTimeout, defaults.socketTimeout()),
                    or(lockWaitTimeout, defaults.lockWaitTimeout()),
                    or(driverProperties, defaults.driverProperties()),
                    or(hikariProperties, defaults.hikariProperties()));
        }
    }

    /** How calls share statements. */
    record Lanes(
            @Nullable Integer reads,
            @Nullable Integer writes,
            @Nullable Integer conditionals,
            @Nullable Duration timeout) {

        LaneConfig toConfig(int maxConnections) {
            LaneConfig defaults = LaneConfig.forConnections(maxConnections);
            return new LaneConfig(
                    or(reads, defaults.reads()),
                    or(writes, defaults.writes()),
                    or(conditionals, defaults.conditionals()),
                    or(timeout, defaults.timeout()));
        }
    }

    /** How much a shard may have in flight. */
    record Backpressure(
            @Nullable Integer maxCalls,
            @Nullable Integer maxBytes,
            @Nullable Duration maxWait) {

        BackpressureConfig toConfig() {
            BackpressureConfig defaults = BackpressureConfig.defaults();
            return new BackpressureConfig(
                    or(maxCalls, defaults.maxCalls()),
                    or(maxBytes, defaults.maxBytes()),
                    or(maxWait, defaults.maxWait()));
        }
    }

    /** Bounds of the reaper. */
    record Reaper(
            @Nullable Duration grace,
            @Nullable Integer batchRows,
            @Nullable Duration pause,
            @Nullable Duration budget) {

        ReaperConfig toConfig() {
            ReaperConfig defaults = ReaperConfig.defaults();
            return new ReaperConfig(
                    or(grace, defaults.grace()),
                    or(batchRows, defaults.batchRows()),
                    or(pause, defaults.pause()),
                    or(budget, defaults.budget()));
        }
    }
}
