package io.kvstore.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArityTest {

    @Test
    void sizesAreFewAndClose() {
        assertThat(IntStream.rangeClosed(1, 256).map(Arity::of).distinct())
                .containsExactly(
                        1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160,
                        192, 224, 256);
        assertThat(IntStream.rangeClosed(1, 1_024))
                .allSatisfy(count -> assertThat(Arity.of(count)).isBetween(count, count + count / 4));
    }
}
