package io.kvstore.examples.snippets;

import static io.github.bucket4j.distributed.ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.adapter.bucket4j.KvStoreProxyManager;
import io.kvstore.adapter.bucket4j.OnUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The snippet about rate limits. */
class LimitsTest {

    @Test
    void callIsPermitted() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            // snippet: limits
            ProxyManager<String> buckets = KvStoreProxyManager.builder(store)
                    .expirationAfterWrite(basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                    .requestTimeout(Duration.ofMillis(500))
                    .onUnavailable(OnUnavailable.OPEN)
                    .build();
            BucketConfiguration hundredPerHour = BucketConfiguration.builder()
                    .addLimit(limit -> limit.capacity(100).refillGreedy(100, Duration.ofHours(1)))
                    .build();
            boolean permitted =
                    buckets.getProxy("user:42", () -> hundredPerHour).tryConsume(1);
            // end
            assertThat(permitted).isTrue();
            assertThat(store.ttl("bucket:user:42").orElseThrow().isNever()).isFalse();
            assertThat(buckets.getProxy("user:42", () -> hundredPerHour).getAvailableTokens())
                    .isEqualTo(99);
        }
    }
}
