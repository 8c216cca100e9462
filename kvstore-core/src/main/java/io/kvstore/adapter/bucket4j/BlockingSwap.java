package io.kvstore.adapter.bucket4j;

import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.kvstore.Entry;
import io.kvstore.KvException;
import io.kvstore.KvView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a bucket and replaces it if its version is still the same. For one call, on its thread. */
final class BlockingSwap implements CompareAndSwapOperation {

    private final KvView store;
    private final String key;
    private final Function<RemoteBucketState, Optional<Duration>> timeToLive;
    private long version;

    BlockingSwap(KvView store, String key, Function<RemoteBucketState, Optional<Duration>> timeToLive) {
        this.store = store;
        this.key = key;
        this.timeToLive = timeToLive;
    }

    @Override
    public Optional<byte[]> getStateData(Optional<Long> timeoutNanos) {
        Optional<Entry<byte[]>> found = within(timeoutNanos, view -> view.getEntry(key));
        version = found.map(Entry::version).orElse(0L);
        return found.map(entry -> StoredState.read(key, entry.value()));
    }

    @Override
    public boolean compareAndSwap(
            byte @Nullable [] originalData, byte[] newData, RemoteBucketState newState, Optional<Long> timeoutNanos) {
        byte[] value = StoredState.of(newData);
        Optional<Duration> ttl = timeToLive.apply(newState);
        OptionalLong written = within(
                timeoutNanos, view -> originalData == null ? create(view, value, ttl) : replace(view, value, ttl));
        return written.isPresent();
    }

    private OptionalLong create(KvView view, byte[] value, Optional<Duration> ttl) {
        return ttl.isPresent() ? view.putIfAbsent(key, value, ttl.get()) : view.putIfAbsent(key, value);
    }

    private OptionalLong replace(KvView view, byte[] value, Optional<Duration> ttl) {
        return ttl.isPresent()
                ? view.compareAndSet(key, version, value, ttl.get())
                : view.compareAndSet(key, version, value);
    }

    private <R> R within(Optional<Long> timeoutNanos, Function<KvView, R> call) {
        Deadline deadline = new Deadline(timeoutNanos);
        try {
            return call.apply(deadline.of(store));
        } catch (KvException e) {
            throw deadline.error(e);
        }
    }
}
