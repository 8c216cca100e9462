package io.kvstore.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kvstore.Entry;
import io.kvstore.KvNumberException;
import io.kvstore.Outcome;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;

interface CounterContract extends StoreUnderTest {

    @Test
    default void incrementAddsAndReturnsTheSum() {
        assertThat(store().increment("k", 5)).isEqualTo(5);
        assertThat(store().increment("k", 7)).isEqualTo(12);
        assertThat(store().increment("k", -12)).isZero();
        assertThat(store().increment("k", -1)).isEqualTo(-1);
        assertThat(store().increment("k", 0)).isEqualTo(-1);
        assertThat(strings().get("k")).contains("-1");
        assertThat(store().increment("zero", 0)).isZero();
        assertThat(strings().get("zero")).contains("0");
        assertThat(store().increment("down", -3)).isEqualTo(-3);
        assertThat(rows()).isEqualTo(3);
    }

    @Test
    default void incrementCountsOnWhatWasPut() {
        strings().put("k", "41", Duration.ofMinutes(1));
        assertThat(store().increment("k", 1)).isEqualTo(42);
        assertThat(store().increment("k", 1, Duration.ofHours(1))).isEqualTo(43);
        assertThat(remaining("k")).as("stays").isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        strings().put("k", "7");
        assertThat(store().increment("k", 1, Duration.ofHours(1))).isEqualTo(8);
        assertThat(store().ttl("k")).as("stays").contains(Ttl.never());
    }

    @Test
    default void aCounterThatExpiredOrWasDeletedStartsAnew() {
        store().increment("k", 10, Duration.ofMinutes(1));
        assertThat(remaining("k")).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1));
        assertThat(store().get("k")).isEmpty();
        assertThat(store().increment("k", 3, Duration.ofHours(1))).isEqualTo(3);
        assertThat(remaining("k")).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        store().delete("k");
        assertThat(store().increment("k", -4)).isEqualTo(-4);
        assertThat(store().ttl("k")).contains(Ttl.never());
        strings().put("text", "not a number", Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1));
        assertThat(store().increment("text", 1)).isEqualTo(1);
    }

    @Test
    default void theBoundsOfALongAreReachedAndNotPassed() {
        assertThat(store().increment("k", Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
        assertRefused("k", 1);
        assertRefused("k", Long.MAX_VALUE);
        assertThat(store().increment("k", Long.MIN_VALUE)).isEqualTo(-1);
        assertThat(store().increment("k", Long.MIN_VALUE + 1)).isEqualTo(Long.MIN_VALUE);
        assertRefused("k", -1);
        assertThat(store().increment("k", Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(store().increment("least", Long.MIN_VALUE)).isEqualTo(Long.MIN_VALUE);
        assertRefused("least", Long.MIN_VALUE);
        assertThat(strings().get("least")).contains(Long.toString(Long.MIN_VALUE));
    }

    @Test
    default void whatIsNoNumberIsRefusedAndStays() {
        for (String bad : List.of(
                "",
                "x",
                " 5",
                "5 ",
                "5\n",
                "+5",
                "05",
                "-0",
                "--1",
                "1.0",
                "1e3",
                "0x10",
                "٣",
                "\u0000",
                "5\u0000",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "-99999999999999999999",
                "9".repeat(30),
                "5".repeat(70_000))) {
            strings().put("k", bad, Duration.ofMinutes(1));
            assertRefused("k", 1);
            assertRefused("k", -1);
            assertRefused("k", 0);
        }
        store().put("k", new byte[] {(byte) 0xb9, (byte) 0xff});
        assertRefused("k", 1);
    }

    private void assertRefused(String key, long delta) {
        Entry<byte[]> before = store().getEntry(key).orElseThrow();
        assertThatExceptionOfType(KvNumberException.class)
                .as(new String(before.value(), UTF_8))
                .isThrownBy(() -> store().increment(key, delta))
                .withMessageContaining("cannot add " + delta)
                .satisfies(e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_APPLIED));
        Entry<byte[]> after = store().getEntry(key).orElseThrow();
        assertThat(after.version()).isEqualTo(before.version());
        assertThat(after.value()).as(new String(before.value(), UTF_8)).isEqualTo(before.value());
        assertThat(after.ttl().isNever()).isEqualTo(before.ttl().isNever());
    }

    @Test
    default void racingIncrementsEachGetASumOfTheirOwn() throws Exception {
        int each = 100;
        int threads = ConcurrencyContract.THREADS;
        ConcurrentSkipListSet<Long> sums = new ConcurrentSkipListSet<>();
        ConcurrencyContract.inThreads(thread -> () -> {
            for (int i = 0; i < each; i++) {
                assertThat(sums.add(store().increment("k", 1))).isTrue();
            }
            return null;
        });
        TreeSet<Long> all = new TreeSet<>();
        for (long sum = 1; sum <= (long) threads * each; sum++) {
            all.add(sum);
        }
        assertThat(sums).isEqualTo(all);
    }

    @Test
    default void racingIncrementsAtABoundFailNoMoreThanTheyMust() throws Exception {
        int threads = ConcurrencyContract.THREADS;
        strings().put("k", Long.toString(Long.MAX_VALUE - threads + 1));
        ConcurrentSkipListSet<Long> sums = new ConcurrentSkipListSet<>();
        ConcurrentSkipListSet<Integer> refused = new ConcurrentSkipListSet<>();
        ConcurrencyContract.inThreads(thread -> () -> {
            try {
                sums.add(store().increment("k", 1));
            } catch (KvNumberException e) {
                refused.add(thread);
            }
            return null;
        });
        assertThat(sums).hasSize(threads - 1).contains(Long.MAX_VALUE);
        assertThat(refused).hasSize(1);
    }

    private Duration remaining(String key) {
        return store().ttl(key).orElseThrow().remaining().orElseThrow();
    }
}
