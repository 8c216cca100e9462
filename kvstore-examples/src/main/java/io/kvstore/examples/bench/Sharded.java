package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import io.kvstore.sharding.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * An object per shard. The shard of a key is found by the store's ring. Thread-safe if the objects are.
 *
 * @param <T> the type of the objects
 */
final class Sharded<T> implements AutoCloseable {

    private final Ring ring;
    private final List<T> parts = new ArrayList<>();
    private final Consumer<T> closing;

    /** Opens all objects. If one fails, closes the others and throws. */
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

    /** The object of the shard that owns a key. */
    T of(byte[] key) {
        return parts.get(indexOf(key));
    }

    /** The index of the shard that owns a key, in the order of the config. */
    int indexOf(byte[] key) {
        return ring.owner(Ring.position(key, 0, key.length));
    }

    /** All objects, in the order of the config. */
    List<T> all() {
        return parts;
    }

    @Override
    public void close() {
        parts.forEach(closing);
    }
}
