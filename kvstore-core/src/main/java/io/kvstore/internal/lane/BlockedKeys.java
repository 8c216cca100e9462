package io.kvstore.internal.lane;

import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.Multisets;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Keys of one shard that no write may touch now. Lanes hold the calls on such a key until the last reason is gone.
 * Calls on other keys go on. Thread-safe.
 */
public final class BlockedKeys {

    /** Why a key is blocked. */
    public enum Reason {
        /** Another transaction holds its row. */
        ROW_LOCK,
        /** A caller stopped waiting for a write that a statement still carries. */
        ABANDONED,
        /** A write lost its connection and may still happen. */
        UNKNOWN_OUTCOME
    }

    private final Set<Reason> heeded;
    private final ConcurrentSkipListMap<byte[], ImmutableMultiset<Reason>> reasons =
            new ConcurrentSkipListMap<>(Arrays::compareUnsigned);
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    /** Keys that are blocked for any reason. */
    public BlockedKeys() {
        this(EnumSet.allOf(Reason.class));
    }

    /** Keys that are blocked for these reasons; other reasons are ignored. */
    public BlockedKeys(Set<Reason> heeded) {
        this.heeded = heeded;
    }

    /** Adds a lane that holds calls on blocked keys. The lane must not have had calls yet. */
    public void heededBy(Lane lane) {
        lanes.add(lane);
    }

    /** Blocks a key. A key that is blocked already then has one more reason. */
    public void block(byte[] key, Reason reason) {
        block(List.of(key), reason);
    }

    /** Blocks several keys, one as often as it is named. */
    void block(List<byte[]> keys, Reason reason) {
        if (lanes.isEmpty() || !heeded.contains(reason)) {
            return;
        }
        Set<byte[]> distinct = new TreeSet<>(Arrays::compareUnsigned);
        for (byte[] key : keys) {
            reasons.merge(
                    key, ImmutableMultiset.of(reason), (had, one) -> ImmutableMultiset.copyOf(Multisets.sum(had, one)));
            distinct.add(key);
        }
        lanes.forEach(lane -> lane.hold(distinct));
    }

    /** Removes one reason. When the last one is gone, the calls on the key are released. */
    public void unblock(byte[] key, Reason reason) {
        if (!heeded.contains(reason)) {
            return;
        }
        ImmutableMultiset<Reason> left = reasons.computeIfPresent(key, (k, had) -> {
            ImmutableMultiset<Reason> rest =
                    ImmutableMultiset.copyOf(Multisets.difference(had, ImmutableMultiset.of(reason)));
            return rest.isEmpty() ? null : rest;
        });
        if (left == null) {
            lanes.forEach(lane -> lane.release(key));
        }
    }

    /** Runs the first call on a blocked key, alone and on this thread. Returns whether there was one. */
    public boolean carryFirst(byte[] key) {
        return lanes.stream().anyMatch(lane -> lane.carryFirstHeld(key));
    }

    public boolean contains(byte[] key) {
        return !reasons.isEmpty() && reasons.containsKey(key);
    }

    /** Fails calls that have been held for so long, and whose key is blocked for that reason. */
    public void failHeld(Reason reason, Duration since, Supplier<RuntimeException> error) {
        lanes.forEach(lane ->
                lane.failHeld(call -> isBlocked(call.key(), reason) && call.heldNanos() >= since.toNanos(), error));
    }

    public boolean isBlocked(byte[] key, Reason reason) {
        return !reasons.isEmpty()
                && reasons.getOrDefault(key, ImmutableMultiset.of()).contains(reason);
    }
}
