package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CountersTest {

    private final Counters counters = new Counters(plan(3));

    @AutoClose
    private final StoreContender store = new StoreContender(KvConfig.embedded(1).build());

    private static Plan plan(int keys) {
        return new Plan(
                new Crowd(List.of(1), CallerThreads.PLATFORM, OptionalInt.empty()),
                List.of(Workload.INCREMENT),
                Duration.ofMillis(100),
                Duration.ZERO,
                1,
                keys,
                new KeyDistribution.Uniform(),
                64,
                1);
    }

    @Test
    void thereAreAsManyAsKeysUpToTenThousand() {
        assertThat(counters.size()).isEqualTo(3);
        assertThat(new Counters(plan(1_000_000)).size()).isEqualTo(10_000);
    }

    @Test
    void aSumIsBetweenTheEndedAndTheStartedIncrements() {
        long first = counters.begin(1);
        long second = counters.begin(1);
        assertThatCode(() -> counters.end("some", 1, first, 2)).doesNotThrowAnyException();
        assertThatThrownBy(() -> counters.end("some", 1, second, 3))
                .isInstanceOf(BenchException.class)
                .hasMessage("some: increment of 'bench-counter:1' returned 3: it must be 1 to 2");
        long third = counters.begin(1);
        assertThatThrownBy(() -> counters.end("some", 1, third, 2)).hasMessageContaining("it must be 3 to 3");
        assertThatCode(() -> counters.end("some", 2, counters.begin(2), 1)).doesNotThrowAnyException();
    }

    @Test
    void eachMustHoldTheNumberOfItsIncrements() {
        increment();
        increment();
        assertThatCode(() -> counters.check(store)).doesNotThrowAnyException();

        store.increment(counters.key(0));
        assertThatThrownBy(() -> counters.check(store))
                .isInstanceOf(BenchException.class)
                .hasMessage("kvstore: 'bench-counter:0' was incremented 2 times, but is 3");
    }

    @Test
    void oneThatNobodyIncrementedMustBeAbsent() {
        increment();
        store.increment(counters.key(2));
        assertThatThrownBy(() -> counters.check(store))
                .hasMessageContaining("'bench-counter:2' was incremented 0 times");
    }

    private void increment() {
        counters.end("kvstore", 0, counters.begin(0), store.increment(counters.key(0)));
    }
}
