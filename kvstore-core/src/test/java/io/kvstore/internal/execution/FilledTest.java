package io.kvstore.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilledTest {

    private static List<Integer> up(List<Integer> sizes, long maxBytes) {
        return Filled.up(sizes, Integer::intValue, maxBytes);
    }

    @Test
    void smallestIsRepeatedBesideItself() {
        assertThat(up(List.of(9, 8, 7, 3, 7, 8, 9, 9, 500), 1_000)).containsExactly(9, 8, 7, 3, 3, 7, 8, 9, 9, 500);
    }

    @Test
    void whatHasASizeOfItsOwnStaysAsItIs() {
        assertThat(up(List.of(3, 2, 1), 6)).containsExactly(3, 2, 1);
    }

    @Test
    void nothingIsRepeatedWhereThatIsMoreThanOneStatementCarries() {
        List<Integer> sizes = new ArrayList<>(Collections.nCopies(9, 100));
        assertThat(up(sizes, 1_000)).hasSize(10);
        assertThat(up(sizes, 999)).isEqualTo(sizes);
    }
}
