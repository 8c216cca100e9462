package io.kvstore.adapter.bucket4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.kvstore.Ttl;
import io.kvstore.adapter.AdapterContract;
import io.kvstore.engines.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The contract of buckets in a store, as far as Bucket4j's own tests do not cover it. */
abstract class BucketContract extends AdapterContract {

    /** Ten tokens, refilled one by one within ten hours. */
    static final BucketConfiguration TEN = BucketConfiguration.builder()
            .addLimit(limit -> limit.capacity(10).refillGreedy(10, Duration.ofHours(10)))
            .build();

    BucketContract(Engine engine) {
        super(engine);
    }

    private KvStoreProxyManager.Builder buckets() {
        return KvStoreProxyManager.builder(store());
    }

    private static BucketProxy bucket(KvStoreProxyManager.Builder buckets) {
        return buckets.build().getProxy("user:42", () -> TEN);
    }

    private static AsyncBucketProxy asyncBucket(KvStoreProxyManager.Builder buckets) {
        return buckets.build().asAsync().getProxy("user:42", () -> CompletableFuture.completedFuture(TEN));
    }

    @Test
    void bucketIsOneForAllManagersSynchronousOrNot() {
        assertThat(bucket(buckets()).tryConsume(4)).isTrue();
        assertThat(asyncBucket(buckets()).tryConsume(4).join()).isTrue();
        assertThat(bucket(buckets()).tryConsume(3)).isFalse();
        assertThat(asyncBucket(buckets()).tryConsume(3).join()).isFalse();
        assertThat(bucket(buckets()).getAvailableTokens()).isEqualTo(2);
        assertThat(store().get("bucket:user:42")).isPresent();
    }

    @Test
    void prefixesAreApart() {
        assertThat(bucket(buckets().prefix("a/")).tryConsume(10)).isTrue();
        assertThat(bucket(buckets().prefix("b/")).tryConsume(10)).isTrue();
        assertThat(bucket(buckets().prefix("a/")).tryConsume(1)).isFalse();
        assertThat(store().get("a/user:42")).isPresent();
    }

    @Test
    void bucketLivesAsLongAsTheStrategySays() {
        bucket(buckets()).tryConsume(1);
        assertThat(ttl()).isEqualTo(Ttl.never());
        bucket(buckets().expirationAfterWrite(ExpirationAfterWriteStrategy.none()))
                .tryConsume(1);
        assertThat(ttl()).isEqualTo(Ttl.never());

        bucket(buckets().expirationAfterWrite(ExpirationAfterWriteStrategy.fixedTimeToLive(Duration.ofHours(5))))
                .tryConsume(1);
        assertThat(ttl().remaining().orElseThrow())
                .isBetween(Duration.ofHours(5).minusMinutes(1), Duration.ofHours(5));

        var untilFull = ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(10));
        assertThat(asyncBucket(buckets().expirationAfterWrite(untilFull))
                        .tryConsume(1)
                        .join())
                .isTrue();
        Duration fourTokens = Duration.ofHours(4).plusMinutes(10);
        assertThat(ttl().remaining().orElseThrow()).isBetween(fourTokens.minusMinutes(1), fourTokens);
        advance(fourTokens);
        assertThat(bucket(buckets()).getAvailableTokens()).isEqualTo(10);
    }

    private Ttl ttl() {
        return store().ttl("bucket:user:42").orElseThrow();
    }

    @Test
    void bucketThatIsFullWhenItIsWrittenExpiresAtOnceIfTheStrategySaysSo() {
        var untilFull = ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ZERO);
        BucketProxy bucket = bucket(buckets().expirationAfterWrite(untilFull));
        bucket.tryConsume(1);
        bucket.reset();
        assertThat(bucket.tryConsume(10)).isTrue();
    }

    @Test
    void refillFollowsTheClientsClock() {
        long[] millis = {System.currentTimeMillis()};
        TimeMeter clock = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return millis[0] * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        BucketProxy bucket = bucket(buckets().clientClock(clock));
        assertThat(bucket.tryConsume(10)).isTrue();
        millis[0] += Duration.ofHours(3).toMillis();
        assertThat(bucket.getAvailableTokens()).isEqualTo(3);
    }

    @Test
    void removedBucketIsFullAgain() {
        KvStoreProxyManager manager = buckets().build();
        BucketProxy bucket = manager.getProxy("user:42", () -> TEN);
        assertThat(bucket.tryConsume(10)).isTrue();
        manager.removeProxy("user:42");
        assertThat(store().get("bucket:user:42")).isEmpty();
        assertThat(bucket.tryConsume(10)).isTrue();
        manager.asAsync().removeProxy("user:42").join();
        assertThat(store().get("bucket:user:42")).isEmpty();
    }

    @Test
    void valueThatIsNotABucketIsAnErrorAndStays() {
        for (byte[] value : List.of(bytes("a user's own value"), bytes("b4j"), new byte[0])) {
            store().put("bucket:user:42", value);
            for (OnUnavailable policy : OnUnavailable.values()) {
                KvStoreProxyManager.Builder buckets = buckets().onUnavailable(policy);
                assertThatExceptionOfType(BucketExecutionException.class)
                        .isThrownBy(() -> bucket(buckets).tryConsume(1))
                        .withMessageContaining("the value of 'bucket:user:42' (" + value.length + " bytes)")
                        .withMessageContaining("is not a bucket");
                assertThatThrownBy(() -> asyncBucket(buckets).tryConsume(1).join())
                        .hasCauseInstanceOf(BucketExecutionException.class);
            }
            assertThat(store().get("bucket:user:42")).contains(value);
        }
    }

    @Test
    void badKeysAreNamed() {
        KvStoreProxyManager manager = buckets().build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manager.getProxy("k".repeat(249), () -> TEN).tryConsume(1))
                .withMessageContaining("249 bytes of UTF-8: at most 248 after the prefix 'bucket:'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> manager.removeProxy(""))
                .withMessageContaining("the key of a bucket is empty");
        assertThat(manager.getProxy("k".repeat(248), () -> TEN).tryConsume(1)).isTrue();
    }
}
