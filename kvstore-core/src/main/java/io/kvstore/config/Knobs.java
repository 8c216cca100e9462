package io.kvstore.config;

import static io.kvstore.config.Knob.duration;
import static io.kvstore.config.Knob.flag;
import static io.kvstore.config.Knob.group;
import static io.kvstore.config.Knob.number;
import static io.kvstore.config.Knob.text;
import static io.kvstore.config.Knob.texts;

import io.kvstore.BackpressureConfig;
import io.kvstore.KvConfig;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperConfig;
import io.kvstore.ShardConfig;
import java.util.List;

/** All settings that a config can have as text. Each is written here once. What is left out keeps its default. */
final class Knobs {

    private static final Group<ShardDraft> SHARD = new Group<>(
            text("name", ShardDraft::name),
            text("url", ShardDraft::url),
            text("user", ShardDraft::user),
            text("password", ShardDraft::password),
            number("weight", ShardDraft::weight));

    private static final Group<PoolConfig> POOL = new Group<>(
            number("maxConnections", PoolConfig::withMaxConnections),
            number("minIdle", PoolConfig::withMinIdle),
            duration("acquireTimeout", PoolConfig::withAcquireTimeout),
            duration("connectTimeout", PoolConfig::withConnectTimeout),
            duration("socketTimeout", PoolConfig::withSocketTimeout),
            duration("lockWaitTimeout", PoolConfig::withLockWaitTimeout),
            texts("driverProperties", PoolConfig::withDriverProperty),
            texts("hikariProperties", PoolConfig::withHikariProperty));

    private static final Group<LaneConfig> LANES = new Group<>(
            number("reads", LaneConfig::withReads),
            number("writes", LaneConfig::withWrites),
            number("conditionals", LaneConfig::withConditionals),
            duration("timeout", LaneConfig::withTimeout));

    private static final Group<BackpressureConfig> BACKPRESSURE = new Group<>(
            number("maxCalls", BackpressureConfig::withMaxCalls),
            number("maxBytes", BackpressureConfig::withMaxBytes),
            duration("maxWait", BackpressureConfig::withMaxWait));

    private static final Group<ReaperConfig> REAPER = new Group<>(
            duration("grace", ReaperConfig::withGrace),
            number("batchRows", ReaperConfig::withBatchRows),
            duration("pause", ReaperConfig::withPause),
            duration("budget", ReaperConfig::withBudget));

    private Knobs() {}

    /**
     * The shards first, because nothing is built without them, and the pool before the lanes, which depend on it.
     *
     * @param known the shards if the config has none
     */
    static Group<KvConfig.Builder> store(List<ShardConfig> known) {
        return new Group<>(
                new Knob<>("shards", path -> SHARD.keys(path + "[]"), (b, node) -> b.shards(shards(node, known))),
                text("namespace", KvConfig.Builder::namespace),
                number("virtualNodes", KvConfig.Builder::virtualNodes),
                number("maxValueBytes", KvConfig.Builder::maxValueBytes),
                number("batchRows", KvConfig.Builder::batchRows),
                number("batchBytes", KvConfig.Builder::batchBytes),
                number("retries", KvConfig.Builder::retries),
                flag("createSchema", KvConfig.Builder::createSchema),
                duration("closeTimeout", KvConfig.Builder::closeTimeout),
                group("pool", POOL, b -> b.build().pool(), KvConfig.Builder::pool),
                group("lanes", LANES, b -> b.build().lanes(), KvConfig.Builder::lanes),
                group("backpressure", BACKPRESSURE, b -> b.build().backpressure(), KvConfig.Builder::backpressure),
                group("reaper", REAPER, b -> b.build().reaper(), KvConfig.Builder::reaper));
    }

    private static List<ShardConfig> shards(Node node, List<ShardConfig> known) {
        List<ShardConfig> shards = node.isLeftOut()
                ? known
                : node.list().stream().map(Knobs::shard).toList();
        if (shards.isEmpty()) {
            throw new IllegalArgumentException(
                    "shards: at least one is needed, each with name, url, user and password");
        }
        return shards;
    }

    private static ShardConfig shard(Node node) {
        return node.refusing(() -> SHARD.read(new ShardDraft(), node).toConfig());
    }
}
