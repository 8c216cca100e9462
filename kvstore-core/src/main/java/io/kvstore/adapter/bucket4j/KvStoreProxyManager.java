package io.kvstore.adapter.bucket4j;

import static java.util.Objects.requireNonNull;

import io.github.bucket4j.TimeoutException;
import io.github.bucket4j.distributed.proxy.AbstractProxyManagerBuilder;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.CommandResult;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.remote.Request;
import io.kvstore.KvException;
import io.kvstore.KvView;
import io.kvstore.Ttl;
import io.kvstore.adapter.KeyPrefix;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Buckets of Bucket4j in a store, synchronous and asynchronous. A bucket is a key: {@code bucket:}, then the key of the bucket.
 *
 * <pre>{@code
 * ProxyManager<String> buckets = KvStoreProxyManager.builder(store)
 *         .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
 *         .requestTimeout(Duration.ofMillis(500))
 *         .onUnavailable(OnUnavailable.OPEN)
 *         .build();
 * BucketConfiguration hundredPerHour = BucketConfiguration.builder()
 *         .addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofHours(1)))
 *         .build();
 * boolean permitted =
 *         buckets.getProxy("user:42", () -> hundredPerHour).tryConsume(1);
 * }</pre>
 *
 * <p><b>Limits are exact</b> over all threads and processes: a bucket changes only if its version is the one that was read, and a
 * call that lost the race reads again. Each call takes two round trips, or one if it changes nothing; the first call of a bucket
 * takes three. Many callers of <em>one</em> bucket get in each other's way; Bucket4j's {@code Optimizations.batching()} lets those of
 * a process share calls.
 *
 * <p><b>Time.</b> Bucket4j refills by the clock of the calling host ({@code clientClock}), so keep the hosts' clocks in step. If they
 * differ by a second, a bucket may permit what it refills in a second more. The time-to-live of a bucket counts by the database's
 * clock. Without {@code expirationAfterWrite}, buckets stay until they are removed.
 *
 * <p><b>Timeouts.</b> {@code requestTimeout} is a deadline of the store ({@link KvView#with}) for each call, at most 10 minutes of
 * it. If it passes, the call fails with Bucket4j's {@link TimeoutException}.
 *
 * <p><b>Errors.</b> A {@link KvException} of the store is thrown as it is; an asynchronous call has it as its cause. If its outcome
 * is {@link io.kvstore.Outcome#UNKNOWN}, tokens may have been taken; the call is not repeated, so none is taken twice, and none is
 * permitted that was not taken. {@link OnUnavailable} chooses other answers for a store that fails. With them a call may
 * take as long as two: Bucket4j asks again, with the configuration of the bucket. A value under the key that is not a bucket is a
 * {@link io.github.bucket4j.BucketExceptions.BucketExecutionException}; it is never overwritten. A key that is empty or too long is an
 * {@link IllegalArgumentException}: prefix and key together have at most 255 bytes of UTF-8.
 *
 * <p>Thread-safe. Close the store yourself.
 */
@SuppressWarnings("exports") // Bucket4j is optional, and a module that uses this class requires it itself
public final class KvStoreProxyManager extends AbstractCompareAndSwapBasedProxyManager<String> {

    private final KvView store;
    private final KeyPrefix keys;
    private final @Nullable Answers answers;

    private KvStoreProxyManager(Builder builder) {
        super(builder.getClientSideConfig());
        this.store = builder.store;
        this.keys = builder.keys;
        this.answers = builder.onUnavailable == OnUnavailable.THROW
                ? null
                : new Answers(builder.onUnavailable == OnUnavailable.OPEN);
    }

    /**
     * Starts to build a manager of buckets.
     *
     * @param store a store, or a view of it
     * @return a builder
     */
    public static Builder builder(KvView store) {
        return new Builder(store);
    }

    /**
     * Runs a command, or answers it if the store fails and {@link OnUnavailable} says so.
     *
     * @param key the key of the bucket, without the prefix
     * @param request the command
     * @param <T> the type of its result
     * @return its result
     */
    @Override
    public <T> CommandResult<T> execute(String key, Request<T> request) {
        try {
            return super.execute(key, request);
        } catch (KvException | TimeoutException e) {
            return answer(request, e);
        }
    }

    /**
     * Runs a command, or answers it if the store fails and {@link OnUnavailable} says so.
     *
     * @param key the key of the bucket, without the prefix
     * @param request the command
     * @param <T> the type of its result
     * @return its result
     */
    @Override
    public <T> CompletableFuture<CommandResult<T>> executeAsync(String key, Request<T> request) {
        return super.executeAsync(key, request).exceptionally(error -> answer(request, unwrap(error)));
    }

    private <T> CommandResult<T> answer(Request<T> request, RuntimeException error) {
        if (answers == null || !(error instanceof KvException || error instanceof TimeoutException)) {
            throw error;
        }
        return answers.to(request.getCommand(), currentTimeNanos(), error);
    }

    private static RuntimeException unwrap(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        return cause instanceof RuntimeException exception ? exception : new CompletionException(cause);
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        return new BlockingSwap(store, keys.key(key), this::timeToLive);
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        return new AsyncSwap(store, keys.key(key), this::timeToLive);
    }

    /** Empty: forever. */
    private Optional<Duration> timeToLive(RemoteBucketState state) {
        return getClientSideConfig()
                .getExpirationAfterWriteStrategy()
                .map(strategy -> strategy.calculateTimeToLiveMillis(state, currentTimeNanos()))
                .filter(millis -> millis >= 0)
                .map(millis -> Duration.ofMillis(Math.max(1, Math.min(millis, Ttl.MAX.toMillis()))));
    }

    /**
     * Removes a bucket. It is full when it is next used.
     *
     * @param key the key of the bucket, without the prefix
     */
    @Override
    public void removeProxy(String key) {
        store.delete(keys.key(key));
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        return store.async().delete(keys.key(key)).thenAccept(existed -> {});
    }

    /**
     * Asynchronous buckets are supported.
     *
     * @return true
     */
    @Override
    public boolean isAsyncModeSupported() {
        return true;
    }

    /**
     * Buckets can expire.
     *
     * @return true
     */
    @Override
    public boolean isExpireAfterWriteSupported() {
        return true;
    }

    /** Builds a manager of buckets. Besides the settings of its own, it has those of each Bucket4j builder. Not thread-safe. */
    @SuppressWarnings("exports") // as above
    public static final class Builder extends AbstractProxyManagerBuilder<String, KvStoreProxyManager, Builder> {

        private final KvView store;
        private KeyPrefix keys = keys("bucket:");
        private OnUnavailable onUnavailable = OnUnavailable.THROW;

        private Builder(KvView store) {
            this.store = requireNonNull(store, "store");
        }

        private static KeyPrefix keys(String prefix) {
            return new KeyPrefix(prefix, "key of a bucket");
        }

        /**
         * What comes before the key of each bucket. The default is {@code bucket:}.
         *
         * @param prefix may be empty; prefix and key together have at most 255 bytes of UTF-8
         * @return this builder
         */
        public Builder prefix(String prefix) {
            keys = keys(prefix);
            return this;
        }

        /**
         * What calls do if the store fails or does not answer in time. The default is {@link OnUnavailable#THROW}.
         *
         * @param policy permit, reject or throw
         * @return this builder
         */
        public Builder onUnavailable(OnUnavailable policy) {
            onUnavailable = requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Buckets can expire.
         *
         * @return true
         */
        @Override
        public boolean isExpireAfterWriteSupported() {
            return true;
        }

        /**
         * Builds the manager. It uses the store and does not own it.
         *
         * @return a new manager
         */
        @Override
        public KvStoreProxyManager build() {
            return new KvStoreProxyManager(this);
        }
    }
}
