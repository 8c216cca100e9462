package io.kvstore.adapter.bucket4j;

import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.kvstore.AsyncKvStore;
import io.kvstore.Entry;
import io.kvstore.KvException;
import io.kvstore.KvView;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a bucket and replaces it if its version is still the same. For one call, whose stages run one after another. */
final class AsyncSwap implements AsyncCompareAndSwapOperation {

    private final KvView store;
    private final String key;
    private final Function<RemoteBucketState, Optional<Duration>> timeToLive;
    private long version;

    AsyncSwap(KvView store, String key, Function<RemoteBucketState, Optional<Duration>> timeToLive) {
        this.store = store;
        this.key = key;
        this.timeToLive = timeToLive;
    }

    @Override
    public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
        return within(timeoutNanos, view -> view.getEntry(key)).thenApply(found -> {
            version = found.map(Entry::version).orElse(0L);
            return found.map(entry -> StoredState.read(key, entry.value()));
        });
    }

    @Override
    public CompletableFuture<Boolean> compareAndSwap(
            byte @Nullable [] originalData, byte[] newData, RemoteBucketState newState, Optional<Long> timeoutNanos) {
        byte[] value = StoredState.of(newData);
        Optional<Duration> ttl = timeToLive.apply(newState);
        return within(timeoutNanos, view -> originalData == null ? create(view, value, ttl) : replace(view, value, ttl))
                .thenApply(OptionalLong::isPresent);
    }

    private CompletableFuture<OptionalLong> create(AsyncKvStore view, byte[] value, Optional<Duration> ttl) {
        return ttl.isPresent() ? view.putIfAbsent(key, value, ttl.get()) : view.putIfAbsent(key, value);
    }

    private CompletableFuture<OptionalLong> replace(AsyncKvStore view, byte[] value, Optional<Duration> ttl) {
        return ttl.isPresent()
                ? view.compareAndSet(key, version, value, ttl.get())
                : view.compareAndSet(key, version, value);
    }

    private <R> CompletableFuture<R> within(
            Optional<Long> timeoutNanos, Function<AsyncKvStore, CompletableFuture<R>> call) {
        Deadline deadline = new Deadline(timeoutNanos);
        return call.apply(deadline.of(store).async())
                .exceptionallyCompose(error ->
                        CompletableFuture.failedFuture(error instanceof KvException e ? deadline.error(e) : error));
    }
}
