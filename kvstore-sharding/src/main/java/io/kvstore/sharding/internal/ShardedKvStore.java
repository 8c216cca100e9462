package io.kvstore.sharding.internal;

import static java.util.Objects.requireNonNull;

import io.kvstore.KvAdmin;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReapTarget;
import io.kvstore.Reaper;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.lane.Context;
import io.kvstore.internal.reap.RoundRobinReaper;
import io.kvstore.internal.shard.Shard;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store over the shards of a ring. Thread-safe. */
final class ShardedKvStore extends ByteView implements KvStore {

    private static final Logger LOG = LoggerFactory.getLogger(ShardedKvStore.class);

    private final KvConfig config;
    private final Shards shards;
    private final Reaper reaper;
    private final ShardedAdmin admin;

    private ShardedKvStore(KvConfig config, Parallel parallel, Shards shards, Context context) {
        super(
                shards,
                Caller.of(
                        shards,
                        context,
                        new Batches(shards, context, config.backpressure(), shards::checkOpen, shards.batches()),
                        config.tracer()),
                Values.ofBytes(config.maxValueBytes()));
        this.config = config;
        this.shards = shards;
        admin = new ShardedAdmin(shards, parallel, config);
        try {
            Reaper made = makeReaper();
            reaper = () -> {
                shards.checkOpen();
                return made.reap();
            };
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private Reaper makeReaper() {
        List<ReapTarget> targets =
                shards.all().stream().<ReapTarget>map(Shard::expired).toList();
        if (config.reaperFactory().isEmpty()) {
            return new RoundRobinReaper(targets, config.reaper());
        }
        return requireNonNull(
                config.reaperFactory().get().create(targets, config.reaper()), "reaperFactory made no reaper: null");
    }

    static KvStore open(KvConfig config) {
        Parallel parallel = new Parallel();
        Shards shards = new Shards(config, parallel);
        Context context = new Context(config.lanes().timeout());
        ShardedKvStore store = new ShardedKvStore(config, parallel, shards, context);
        try {
            store.shards.open();
            LOG.info("opened {}", config);
            return store;
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
    }

    @Override
    public Reaper reaper() {
        return reaper;
    }

    @Override
    public KvAdmin admin() {
        shards.checkOpen();
        return admin;
    }

    @Override
    public void close() {
        shards.close();
        admin.close();
    }

    @Override
    public String toString() {
        return (shards.isClosed() ? "closed " : "") + config;
    }
}
