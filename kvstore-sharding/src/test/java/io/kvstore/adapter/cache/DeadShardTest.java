package io.kvstore.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.cache.Cache;

/** A cache whose only shard does not answer. */
@ExtendWith(LeakCheck.class)
class DeadShardTest {

    @Test
    void loaderRunsAndEvictionsFail() {
        KvConfig config = KvConfig.builder()
                .shard("down", "jdbc:mysql://127.0.0.1:1/kv", "nobody", "")
                .build();
        try (KvStore store = KvStore.open(config)) {
            Cache cache =
                    KvCacheManager.builder(store, Duration.ofHours(1)).build().getCache("books");
            cache.put("k", 1);
            assertThat(cache.get("k")).isNull();
            assertThat(cache.get("k", () -> 2)).isEqualTo(2);
            assertThat(cache.retrieve("k").join()).isNull();
            assertThat(cache.retrieve("k", () -> CompletableFuture.completedFuture(3))
                            .join())
                    .isEqualTo(3);
            assertThatThrownBy(() -> cache.evict("k")).isInstanceOf(KvUnavailableException.class);
            assertThatThrownBy(cache::clear).isInstanceOf(KvUnavailableException.class);
        }
    }
}
