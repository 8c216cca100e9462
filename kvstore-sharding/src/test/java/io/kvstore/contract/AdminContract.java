package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.KvAdmin;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

interface AdminContract extends StoreUnderTest {

    @Test
    default void healthNamesEveryShard() {
        assertThat(store().admin().health()).extracting(KvAdmin.Health::shard).containsExactlyElementsOf(names());
        assertThat(store().admin().health()).allSatisfy(AdminContract::isUp);
    }

    @Test
    default void healthInTimeNamesEveryShard() {
        assertThat(store().admin().health(Duration.ofMinutes(1)))
                .allSatisfy(AdminContract::isUp)
                .extracting(KvAdmin.Health::shard)
                .containsExactlyElementsOf(names());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().admin().health(Duration.ZERO))
                .withMessageStartingWith("timeout is PT0S: it must be PT0.001S to PT10M");
    }

    private static void isUp(KvAdmin.Health health) {
        assertThat(health.up()).isTrue();
        assertThat(health.error()).isEmpty();
    }

    @Test
    default void statsTellServerAndSize() {
        IntStream.range(0, 200).forEach(i -> store().put("k" + i, new byte[100]));
        assertThat(store().admin().stats()).hasSize(names().size()).allSatisfy(stats -> {
            assertThat(stats.error()).isEmpty();
            assertThat(stats.server()).startsWithIgnoringCase(engine().name());
            assertThat(stats.bytes()).isPositive();
        });
    }

    @Test
    default void poolsStayWithinTheirBounds() {
        store().get("k");
        assertThat(store().admin().pools()).hasSize(names().size()).allSatisfy(pool -> {
            assertThat(pool.max()).isEqualTo(config().pool().maxConnections());
            assertThat(pool.active() + pool.idle()).isLessThanOrEqualTo(pool.max());
        });
    }

    @Test
    default void locateFindsTheRow() {
        for (String key : List.of("k", "a'b", "😀")) {
            store().put(key, bytes("v"));
            KvAdmin.Location location = store().admin().locate(key);
            ShardConfig shard = config().shards().stream()
                    .filter(one -> one.name().equals(location.shard()))
                    .findFirst()
                    .orElseThrow();
            String count = location.sql().replaceFirst("v, version, expires_at", "COUNT(*)");
            assertThat(Engine.query(shard, count)).isEqualTo(1);
        }
    }

    private List<String> names() {
        return config().shards().stream().map(ShardConfig::name).toList();
    }
}
