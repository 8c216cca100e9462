package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.Entry;
import io.kvstore.ReaperConfig;
import io.kvstore.engines.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface VersionContract extends StoreUnderTest {

    @Test
    default void compareAndSetNeedsTheCurrentVersion() {
        store().put("k", bytes("one"));
        long version = version("k");
        assertThat(store().compareAndSet("k", version - 1, bytes("two"))).isEmpty();
        assertThat(store().compareAndSet("k", version + 1, bytes("two"))).isEmpty();
        assertThat(store().compareAndSet("k", version, bytes("two"), Duration.ofMinutes(1)))
                .isPresent();
        assertThat(store().get("k")).contains(bytes("two"));
        assertThat(store().ttl("k").orElseThrow().isNever()).isFalse();
        assertThat(store().compareAndSet("k", version, bytes("three"))).isEmpty();
    }

    @Test
    default void conditionalWritesReturnTheVersionThatTheyMade() {
        long first = store().putIfAbsent("k", bytes("one")).orElseThrow();
        assertThat(version("k")).isEqualTo(first);
        long second = store().compareAndSet("k", first, bytes("two")).orElseThrow();
        assertThat(second).isGreaterThan(first).isEqualTo(version("k"));
        long third = store().compareAndSet("k", second, bytes("three"), Duration.ofMinutes(1))
                .orElseThrow();
        assertThat(version("k")).isEqualTo(third);
        Entry<byte[]> touched = store().getAndExpire("k", Duration.ofMinutes(1)).orElseThrow();
        assertThat(touched.version()).isGreaterThan(third).isEqualTo(version("k"));
        assertThat(store().putIfAbsent("k", bytes("no"))).isEmpty();
        assertThat(version("k")).isEqualTo(touched.version());
        assertThat(store().compareAndDelete("k", touched.version())).isTrue();
        long over =
                store().putIfAbsent("k", bytes("four"), Duration.ofMinutes(1)).orElseThrow();
        assertThat(over).isGreaterThan(touched.version()).isEqualTo(version("k"));
    }

    @Test
    default void compareAndDeleteNeedsTheCurrentVersion() {
        assertThat(store().compareAndDelete("k", 1)).isFalse();
        store().put("k", bytes("one"), Duration.ofMinutes(1));
        long version = version("k");
        assertThat(store().compareAndDelete("k", version - 1)).isFalse();
        assertThat(store().compareAndDelete("k", version + 1)).isFalse();
        assertThat(store().get("k")).contains(bytes("one"));
        assertThat(store().compareAndDelete("k", version)).isTrue();
        assertThat(store().get("k")).isEmpty();
        assertThat(store().compareAndDelete("k", version)).isFalse();
        store().put("k", bytes("two"));
        assertThat(version("k")).isGreaterThan(version);
        store().put("expired", bytes("v"), Duration.ofMinutes(1));
        long expired = version("expired");
        Clock.advance(config(), Duration.ofMinutes(2));
        assertThat(store().compareAndDelete("expired", expired)).isFalse();
    }

    @Test
    default void everyWriteMakesTheVersionGrow() {
        store().put("k", bytes("v"));
        long last = version("k");
        Runnable[] writes = {
            () -> store().put("k", bytes("v")),
            () -> store().put("k", bytes("v"), Duration.ofMinutes(1)),
            () -> store().putAll(Map.of("k", bytes("v"))),
            () -> store().expire("k", Duration.ofMinutes(1)),
            () -> store().persist("k"),
            () -> store().getAndExpire("k", Duration.ofMinutes(1)),
            () -> {
                store().delete("k");
                store().increment("k", 1);
            },
            () -> store().increment("k", 1),
            () -> store().compareAndSet("k", version("k"), bytes("v")),
            () -> {
                store().delete("k");
                store().putIfAbsent("k", bytes("v"));
            },
        };
        for (Runnable write : writes) {
            write.run();
            long version = version("k");
            assertThat(version).isGreaterThan(last);
            last = version;
        }
    }

    @Test
    default void versionGrowsOverAReap() {
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        long before = version("k");
        Clock.advance(config(), ReaperConfig.defaults().grace().plusMinutes(1));
        store().reaper().reap();
        assertThat(rows()).isZero();
        store().put("k", bytes("v"));
        assertThat(version("k")).isGreaterThan(before);
    }

    @Test
    default void versionGrowsEvenIfTheClockFellBack() {
        store().put("k", bytes("v"));
        long ahead = version("k") + Duration.ofHours(1).toNanos() / 1_000;
        config().shards()
                .forEach(shard -> io.kvstore.engines.Engine.execute(shard, "UPDATE kv_default SET version = " + ahead));
        store().put("k", bytes("v"));
        assertThat(version("k")).isEqualTo(ahead + 1);
    }

    private long version(String key) {
        return store().getEntry(key).orElseThrow().version();
    }
}
