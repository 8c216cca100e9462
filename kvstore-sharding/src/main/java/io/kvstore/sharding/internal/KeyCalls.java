package io.kvstore.sharding.internal;

import io.kvstore.Entry;
import io.kvstore.Ttl;
import io.kvstore.internal.key.Ttls;
import io.kvstore.internal.key.Values;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.shard.Lanes;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks arguments, and makes a call of them to the shard that owns the key; it is yet to be run. Thread-safe. */
final class KeyCalls {

    private final Shards shards;
    private final Values values;

    KeyCalls(Shards shards, Values values) {
        this.shards = shards;
        this.values = values;
    }

    Call<?, Optional<byte[]>> get(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).get(stored);
    }

    Call<?, Optional<Entry<byte[]>>> getEntry(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).getEntry(stored);
    }

    Call<?, Optional<Ttl>> ttl(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).ttl(stored);
    }

    Call<?, Void> put(String key, byte[] value, @Nullable Long ttl) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).put(stored, values.check(key, value), ttl);
    }

    Call<?, Boolean> delete(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).delete(stored);
    }

    Call<?, Boolean> putIfAbsent(String key, byte[] value, @Nullable Long ttl) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).putIfAbsent(stored, values.check(key, value), ttl);
    }

    Call<?, Boolean> compareAndSet(String key, long expectedVersion, byte[] value, @Nullable Long ttl) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).compareAndSet(stored, expectedVersion, values.check(key, value), ttl);
    }

    Call<?, Boolean> expire(String key, Duration ttl) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).expire(stored, Ttls.millis(ttl));
    }

    Call<?, Boolean> persist(String key) {
        byte[] stored = Shards.stored(key);
        return lanes(stored).expire(stored, null);
    }

    private Lanes lanes(byte[] stored) {
        return shards.owner(stored).lanes();
    }
}
