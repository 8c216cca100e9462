package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.sharding.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a baseline holds for each shard, found by key as the store finds its own: by the same ring. Thread-safe if the
 * parts are.
 *
 * @param <T> what there is for each shard
 */
final class Sharded<T> implements AutoCloseable {

    private final Ring ring;
    private final List<T> parts = new ArrayList<>();
    private final Consumer<T> closing;

    /** Opens every part, or none. */
    Sharded(KvConfig config, Function<ShardConfig, T> opening, Consumer<T> closing) {
        this.closing = closing;
        ring = Ring.of(config.shards(), config.virtualNodes());
        try {
            config.shards().forEach(shard -> parts.add(opening.apply(shard)));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** The part of the shard that owns a key. */
    T of(byte[] key) {
        return parts.get(indexOf(key));
    }

    /** Which shard owns a key, in the order of the config. */
    int indexOf(byte[] key) {
        return ring.owner(Ring.position(key, 0, key.length));
    }

    /** In the order of the config. */
    List<T> all() {
        return parts;
    }

    @Override
    public void close() {
        parts.forEach(closing);
    }
}
