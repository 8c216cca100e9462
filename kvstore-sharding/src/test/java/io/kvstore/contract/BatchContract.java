package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface BatchContract extends StoreUnderTest {

    @Test
    default void batchesOfEverySizeDoWhatSingleCallsDo() {
        for (int size : new int[] {0, 1, 2, 3, 7, 64, 255, 256, 257, 1_000}) {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                entries.put("k" + i, bytes(size + "/" + i));
            }
            store().putAll(entries);
            List<String> asked = new ArrayList<>(entries.keySet());
            asked.add("absent");
            Map<String, byte[]> found = store().getAll(asked);
            assertThat(found.keySet()).containsExactlyElementsOf(entries.keySet());
            found.forEach((key, value) -> assertThat(value).isEqualTo(entries.get(key)));
            if (size > 0) {
                assertThat(store().get("k" + (size - 1))).contains(entries.get("k" + (size - 1)));
            }
            assertThat(store().deleteAll(asked)).isEqualTo(size);
            assertThat(store().getAll(asked)).isEmpty();
            assertThat(store().deleteAll(asked)).isZero();
        }
    }

    @Test
    default void batchWithTimeExpires() {
        store().putAll(Map.of("a", bytes("1"), "b", bytes("2")), Duration.ofMinutes(1));
        store().put("c", bytes("3"));
        assertThat(store().getAll(List.of("a", "b", "c"))).hasSize(3);
        advance(Duration.ofMinutes(1));
        assertThat(store().getAll(List.of("a", "b", "c"))).containsOnlyKeys("c");
    }

    @Test
    default void keyNamedTwiceCountsOnce() {
        store().putAll(Map.of("a", bytes("1"), "b", bytes("2")));
        assertThat(store().getAll(List.of("b", "a", "b")).keySet()).containsExactly("b", "a");
        assertThat(store().deleteAll(List.of("a", "a", "b", "a"))).isEqualTo(2);
    }

    @Test
    default void batchReplacesAndInsertsInOneCall() {
        store().put("old", bytes("1"));
        store().put("deleted", bytes("1"));
        store().delete("deleted");
        store().putAll(Map.of("old", bytes("2"), "new", bytes("2"), "deleted", bytes("2")));
        assertThat(store().getAll(List.of("old", "new", "deleted")).values())
                .hasSize(3)
                .allSatisfy(value -> assertThat(value).isEqualTo(bytes("2")));
    }

    @Test
    default void batchOfLargeValuesIsCutIntoStatements() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 8; i++) {
            entries.put("large" + i, new byte[config().batchBytes() / 3]);
        }
        store().putAll(entries);
        assertThat(store().getAll(entries.keySet())).hasSize(8);
    }

    @Test
    default void viewHasBatchesToo() {
        strings().putAll(Map.of("a", "1", "b", "2"));
        assertThat(strings().getAll(List.of("a", "b"))).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(strings().deleteAll(List.of("a", "b"))).isEqualTo(2);
    }
}
