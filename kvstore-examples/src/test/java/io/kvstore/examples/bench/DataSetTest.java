package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DataSetTest {

    private final DataSet data = new DataSet(100_000, 400, 1);

    @Test
    void everyKeyHasANameOfItsOwn() {
        assertThat(IntStream.range(0, data.keys()).mapToObj(data::key).distinct())
                .hasSize(data.keys());
    }

    @Test
    void namesOfNeighboursAreNotInOrder() {
        long ascending = IntStream.range(1, 1_000)
                .filter(number -> data.key(number).compareTo(data.key(number - 1)) > 0)
                .count();

        assertThat(ascending).isBetween(400L, 600L);
    }

    @Test
    void aValueIsKnownByItsKeyWhateverItsStamp() {
        for (int stamp : new int[] {0, 1, -1, 4_095, 4_096, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            byte[] value = data.value(17, stamp);

            assertThat(value).hasSize(400);
            assertThat(data.isValue(17, value)).as("stamp %d", stamp).isTrue();
            assertThat(data.isValue(18, value)).isFalse();
        }
    }

    @Test
    void anotherStampMakesAnotherValue() {
        assertThat(data.value(17, 1)).isNotEqualTo(data.value(17, 2));
    }

    @Test
    void aValueThatIsWrongInAnyByteIsFound() {
        byte[] value = data.value(17, 5);
        for (int at = 0; at < value.length; at++) {
            byte[] damaged = value.clone();
            damaged[at] ^= 0x40;

            assertThat(data.isValue(17, damaged)).as("byte %d", at).isFalse();
        }
    }

    @Test
    void aValueOfAnotherLengthIsFound() {
        byte[] value = data.value(17, 5);

        assertThat(data.isValue(17, Arrays.copyOf(value, 399))).isFalse();
        assertThat(data.isValue(17, Arrays.copyOf(value, 401))).isFalse();
        assertThat(data.isValue(17, new byte[0])).isFalse();
    }

    @Test
    void theShortestValueIsChecked() {
        DataSet small = new DataSet(10, DataSet.MIN_VALUE_SIZE, 1);

        assertThat(small.isValue(3, small.value(3, 9))).isTrue();
        assertThat(small.isValue(4, small.value(3, 9))).isFalse();
    }
}
