package io.kvstore.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.internal.execution.Arity;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValueSizesTest {

    private static final int MIB = 1024 * 1024;

    private final ValueSizes sizes = new ValueSizes(256, 4 * MIB, 8 * MIB);

    private void see(int size, int times) {
        IntStream.range(0, times).forEach(i -> sizes.saw(IntStream.of(size)));
    }

    @Test
    void firstReadsAreReckonedToBringAsMuchAsTheyMay() {
        assertThat(sizes.expected()).isEqualTo(8 * MIB);
        see(100, 1_000);
        assertThat(sizes.expected()).isLessThan(MIB);
        see(8 * MIB, 1);
        assertThat(sizes.expected()).isEqualTo(8 * MIB);
    }

    @Test
    void fewerShareTheLargerTheirValuesAre() {
        assertThat(sizes.maxCalls()).isEqualTo(256);
        see(1_000, 100);
        assertThat(sizes.maxCalls()).isEqualTo(256);
        see(64 * 1024, 1_000);
        assertThat(sizes.maxCalls()).isBetween(8, 20);
        see(4 * MIB, 1_000);
        assertThat(sizes.maxCalls()).isEqualTo(1);
        see(1_000, 1_000);
        assertThat(sizes.maxCalls()).isEqualTo(256);
    }

    @Test
    void oneLargeValueAmongMostlySmallOnesLetsThemGoOnSharing() {
        see(100, 1_000);
        see(8 * MIB, 1);
        assertThat(sizes.maxCalls()).isEqualTo(256);
    }

    @Test
    void valueOfKnownSizeIsWithinItsShareOfEveryStatementThatMayCarryIt() {
        for (int size = 1; size < 8 * MIB; size += 1 + size / 7) {
            int most = sizes.maxCalls(size);
            for (int calls = 2; calls <= most; calls++) {
                assertThat(4 * MIB / Arity.of(calls)).isGreaterThanOrEqualTo(size);
            }
            assertThat(most).isPositive();
        }
    }

    @Test
    void callsThatBringBackNothingAreExpectedToBringNothing() {
        ValueSizes none = ValueSizes.none(256);
        none.saw(IntStream.of(0, 0));
        assertThat(none.expected()).isZero();
        assertThat(none.maxCalls()).isEqualTo(256);
    }
}
