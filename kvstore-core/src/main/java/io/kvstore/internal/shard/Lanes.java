package io.kvstore.internal.shard;

import io.kvstore.LaneConfig;
import io.kvstore.internal.lane.Lane;
import io.kvstore.internal.shard.SharedReads.Get;
import io.kvstore.internal.shard.SharedWrites.Put;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lanes of one shard. A key always takes the same one of each kind. Thread-safe. */
public final class Lanes {

    private final Errors errors;
    private final List<Lane<Get>> reads;
    private final List<Lane<Put>> writes;

    Lanes(Errors errors, SingleKeys singleKeys, ManyKeys manyKeys, LaneConfig config, int maxBytes, Executor workers) {
        this.errors = errors;
        SharedReads read = new SharedReads(singleKeys, manyKeys, config.maxCalls(), maxBytes);
        SharedWrites write = new SharedWrites(singleKeys, manyKeys, config.maxCalls());
        reads = Stream.generate(() -> new Lane<>(read, maxBytes, config.patience(), workers))
                .limit(config.count())
                .toList();
        writes = Stream.generate(() -> new Lane<>(write, maxBytes, config.patience(), workers))
                .limit(config.count())
                .toList();
    }

    public Optional<byte[]> get(byte[] key) {
        Get call = new Get(key, errors);
        reads.get(laneOf(key)).call(call);
        return call.outcome();
    }

    public void put(byte[] key, byte[] value, @Nullable Long ttl) {
        Put call = new Put(key, value, ttl, errors);
        writes.get(laneOf(key)).call(call);
        call.outcome();
    }

    /** By the last byte of the key's position: the first ones decide on the shard. */
    private int laneOf(byte[] key) {
        return (key[7] & 0xff) % reads.size();
    }
}
