package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface TimeContract extends StoreUnderTest {

    @Test
    default void keyIsThereBeforeItsTimeAndAbsentAfter() {
        store().put("k", bytes("v"), Duration.ofMinutes(10));
        advance(Duration.ofMinutes(9));
        assertThat(store().get("k")).contains(bytes("v"));
        advance(Duration.ofMinutes(1));
        assertThat(rows()).as("the row is still there").isEqualTo(1);
        assertThat(store().get("k")).isEmpty();
        assertThat(store().getEntry("k")).isEmpty();
        assertThat(store().ttl("k")).isEmpty();
        assertThat(store().getAll(List.of("k"))).isEmpty();
    }

    @Test
    default void expiredKeyIsAbsentForEveryWrite() {
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        long version = store().getEntry("k").orElseThrow().version();
        advance(Duration.ofMinutes(1));
        assertThat(store().delete("k")).isFalse();
        assertThat(store().deleteAll(List.of("k"))).isZero();
        assertThat(store().expire("k", Duration.ofMinutes(1))).isFalse();
        assertThat(store().persist("k")).isFalse();
        assertThat(store().getAndExpire("k", Duration.ofMinutes(1))).isEmpty();
        assertThat(store().compareAndSet("k", version, bytes("w"))).isEmpty();
        assertThat(store().get("k")).isEmpty();
        assertThat(store().putIfAbsent("k", bytes("w"), Duration.ofMinutes(1))).isPresent();
        assertThat(store().get("k")).contains(bytes("w"));
    }

    @Test
    default void expiryIsStoredToTheMillisecondOfTheStatementsClock() {
        Duration ttl = Duration.ofMillis(123_457);
        store().put("put", bytes("v"), ttl);
        store().putIfAbsent("absent", bytes("v"), ttl);
        store().putAll(Map.of("all", bytes("v")), ttl);
        // The version of a new key is the statement's clock in microseconds.
        String off = "SELECT COUNT(*) FROM kv_default WHERE expires_at <> FLOOR(version / 1000) + " + ttl.toMillis();
        assertThat(rows()).isEqualTo(3);
        assertThat(sum(off)).isZero();
    }

    @Test
    default void expireSetsANewTime() {
        store().put("k", bytes("v"));
        assertThat(store().expire("k", Duration.ofMinutes(1))).isTrue();
        assertThat(remaining("k")).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));
        assertThat(store().expire("k", Duration.ofHours(1))).isTrue();
        assertThat(remaining("k")).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(store().get("k")).contains(bytes("v"));
    }

    @Test
    default void getAndExpireReadsAndSetsANewTime() {
        Duration ttl = Duration.ofMinutes(30);
        assertThat(store().getAndExpire("k", ttl)).isEmpty();
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        Entry<byte[]> entry = store().getAndExpire("k", ttl).orElseThrow();
        assertThat(entry.value()).isEqualTo(bytes("v"));
        assertThat(entry.ttl()).isEqualTo(Ttl.of(ttl));
        assertThat(remaining("k")).isBetween(ttl.minusMinutes(1), ttl);
        advance(ttl);
        assertThat(store().getAndExpire("k", ttl)).isEmpty();
        assertThat(store().get("k")).isEmpty();
        store().put("empty", new byte[0]);
        assertThat(store().getAndExpire("empty", ttl).orElseThrow().value()).isEmpty();
        store().delete("empty");
        assertThat(store().getAndExpire("empty", ttl)).isEmpty();
        assertThat(store().as(Codec.string()).getAndExpire("none", ttl)).isEmpty();
    }

    @Test
    default void persistDropsTheTime() {
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        assertThat(store().persist("k")).isTrue();
        assertThat(store().ttl("k")).contains(Ttl.never());
        advance(Duration.ofDays(1));
        assertThat(store().get("k")).contains(bytes("v"));
        assertThat(store().persist("k")).isTrue();
    }

    @Test
    default void writesWithoutTimeDropTheTime() {
        for (String key : List.of("put", "cas", "all")) {
            store().put(key, bytes("v"), Duration.ofMinutes(1));
        }
        store().put("put", bytes("w"));
        store().compareAndSet("cas", store().getEntry("cas").orElseThrow().version(), bytes("w"));
        store().putAll(Map.of("all", bytes("w")));
        for (String key : List.of("put", "cas", "all")) {
            assertThat(store().ttl(key)).as(key).contains(Ttl.never());
        }
    }

    @Test
    default void timeToLiveHasLimits() {
        store().put("shortest", bytes("v"), Duration.ofMillis(1));
        store().put("longest", bytes("v"), Ttl.MAX);
        assertThat(remaining("longest")).isGreaterThan(Ttl.MAX.minusMinutes(1));
        for (Duration bad : List.of(
                Duration.ZERO,
                Duration.ofMillis(-1),
                Duration.ofNanos(999_999),
                Ttl.MAX.plusMillis(1),
                Duration.ofSeconds(Long.MAX_VALUE))) {
            List<Runnable> calls = List.of(
                    () -> store().put("k", bytes("v"), bad),
                    () -> store().putIfAbsent("k", bytes("v"), bad),
                    () -> store().compareAndSet("k", 1, bytes("v"), bad),
                    () -> store().expire("k", bad),
                    () -> store().getAndExpire("k", bad),
                    () -> store().increment("k", 1, bad),
                    () -> store().putAll(Map.of("k", bytes("v")), bad));
            calls.forEach(call ->
                    assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining("ttl is " + bad));
        }
        assertThat(store().get("k")).isEmpty();
    }

    @Test
    default void fractionsOfAMillisecondAreCutOff() {
        store().put("k", bytes("v"), Duration.ofMinutes(1).plusNanos(999_999));
        assertThat(remaining("k")).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    private Duration remaining(String key) {
        return store().ttl(key).orElseThrow().remaining().orElseThrow();
    }
}
