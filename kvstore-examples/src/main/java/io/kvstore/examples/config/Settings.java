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
import java.util.function.BiFunction;
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
        @Nullable Duration closeTimeout,
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
        ifSet(closeTimeout, builder::closeTimeout);
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

    private static <C, T> C with(C config, @Nullable T value, BiFunction<C, T, C> wither) {
        return value == null ? config : wither.apply(config, value);
    }

    private static String required(@Nullable String value, String missing) {
        if (value == null) {
            throw new IllegalArgumentException(missing);
        }
        return value;
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
            ShardConfig config = ShardConfig.of(
                    shard,
                    required(url, of + "url"),
                    required(user, of + "user"),
                    required(password, of + "password (an empty one is written \"\")"));
            return with(config, weight, ShardConfig::withWeight);
        }

        /** Everything but the secrets. */
        @Override
        public String toString() {
            return "shard " + name;
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
            PoolConfig config = PoolConfig.defaults();
            config = with(config, maxConnections, PoolConfig::withMaxConnections);
            config = with(config, minIdle, PoolConfig::withMinIdle);
            config = with(config, acquireTimeout, PoolConfig::withAcquireTimeout);
            config = with(config, connectTimeout, PoolConfig::withConnectTimeout);
            config = with(config, socketTimeout, PoolConfig::withSocketTimeout);
            config = with(config, lockWaitTimeout, PoolConfig::withLockWaitTimeout);
            config = with(config, driverProperties, (pool, all) -> withEach(pool, all, PoolConfig::withDriverProperty));
            return with(config, hikariProperties, (pool, all) -> withEach(pool, all, PoolConfig::withHikariProperty));
        }

        private static PoolConfig withEach(PoolConfig config, Map<String, String> properties, Property wither) {
            PoolConfig result = config;
            for (Map.Entry<String, String> property : properties.entrySet()) {
                String name = property.getKey();
                String missing = "pool: the property " + name + " has no value (an empty one is written \"\")";
                result = wither.set(result, name, required(property.getValue(), missing));
            }
            return result;
        }

        /** Sets one property. */
        private interface Property {
            PoolConfig set(PoolConfig config, String name, String value);
        }
    }

    /** How calls share statements. */
    record Lanes(
            @Nullable Integer reads,
            @Nullable Integer writes,
            @Nullable Integer conditionals,
            @Nullable Duration timeout) {

        LaneConfig toConfig(int maxConnections) {
            LaneConfig config = LaneConfig.forConnections(maxConnections);
            config = with(config, reads, LaneConfig::withReads);
            config = with(config, writes, LaneConfig::withWrites);
            config = with(config, conditionals, LaneConfig::withConditionals);
            return with(config, timeout, LaneConfig::withTimeout);
        }
    }

    /** How much a shard may have in flight. */
    record Backpressure(
            @Nullable Integer maxCalls,
            @Nullable Integer maxBytes,
            @Nullable Duration maxWait) {

        BackpressureConfig toConfig() {
            BackpressureConfig config = BackpressureConfig.defaults();
            config = with(config, maxCalls, BackpressureConfig::withMaxCalls);
            config = with(config, maxBytes, BackpressureConfig::withMaxBytes);
            return with(config, maxWait, BackpressureConfig::withMaxWait);
        }
    }

    /** Bounds of the reaper. */
    record Reaper(
            @Nullable Duration grace,
            @Nullable Integer batchRows,
            @Nullable Duration pause,
            @Nullable Duration budget) {

        ReaperConfig toConfig() {
            ReaperConfig config = ReaperConfig.defaults();
            config = with(config, grace, ReaperConfig::withGrace);
            config = with(config, batchRows, ReaperConfig::withBatchRows);
            config = with(config, pause, ReaperConfig::withPause);
            return with(config, budget, ReaperConfig::withBudget);
        }
    }
}
