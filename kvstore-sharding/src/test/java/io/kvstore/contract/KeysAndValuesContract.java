package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.kvstore.KvConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

interface KeysAndValuesContract extends StoreUnderTest {

    @Test
    default void keysAreComparedByteByByte() {
        List<String> keys =
                List.of("a", "a ", " a", "A", "á", "a\u0301", "\0", "a\0", "😀", "😁", "a%", "a_", "'", "\\");
        keys.forEach(key -> strings().put(key, "value of " + key));
        keys.forEach(key -> assertThat(strings().get(key)).as(key).contains("value of " + key));
        assertThat(rows()).isEqualTo(keys.size());
        assertThat(strings().getAll(keys).keySet()).containsExactlyElementsOf(keys);
    }

    @Test
    default void keyMayHave255BytesOfUtf8AndNoMore() {
        for (String key : List.of("k".repeat(255), "é".repeat(127) + "k", "😀".repeat(63) + "abc")) {
            store().put(key, bytes("v"));
            assertThat(store().get(key)).contains(bytes("v"));
        }
        for (String key : List.of("k".repeat(256), "é".repeat(128), "😀".repeat(64))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store().get(key))
                    .withMessageContaining("256 bytes")
                    .withMessageContaining("at most 255");
            assertThatIllegalArgumentException().isThrownBy(() -> store().put(key, bytes("v")));
            assertThatIllegalArgumentException().isThrownBy(() -> store().deleteAll(List.of("fine", key)));
        }
    }

    @Test
    default void emptyKeyIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().put("", bytes("v")))
                .withMessageContaining("empty");
    }

    @Test
    default void unpairedSurrogateIsRefused() {
        for (String key : List.of("\ud800", "a\udc00b", "\ud83dx")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> store().put(key, bytes("v")))
                    .withMessageContaining("not valid Unicode");
            assertThatIllegalArgumentException().isThrownBy(() -> strings().put("k", key));
        }
        assertThat(rows()).isZero();
    }

    @Test
    default void valueMayBeEmptyAndHoldAnyByte() {
        store().put("empty", new byte[0]);
        assertThat(store().get("empty")).contains(new byte[0]);
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        store().put("all", all);
        assertThat(store().get("all")).contains(all);
        store().putAll(Map.of("all2", all));
        assertThat(store().getAll(List.of("all2"))).containsEntry("all2", all);
    }

    @Test
    default void valueMayBeAsLongAsTheLimitAndNoLonger() {
        int limit = config().maxValueBytes();
        byte[] longest = new byte[limit];
        Arrays.fill(longest, (byte) '\'');
        store().put("k", longest);
        assertThat(store().get("k")).contains(longest);
        byte[] tooLong = new byte[limit + 1];
        assertThatIllegalArgumentException()
                .isThrownBy(() -> store().put("k", tooLong))
                .withMessageContaining((limit + 1) + " bytes")
                .withMessageContaining("at most " + limit);
        assertThatIllegalArgumentException().isThrownBy(() -> store().putAll(Map.of("a", bytes("v"), "k", tooLong)));
        assertThat(store().get("k").orElseThrow()).hasSize(limit);
        assertThat(store().get("a")).isEmpty();
    }

    @Test
    default void nullIsRefusedEverywhere() {
        byte[] value = bytes("v");
        Duration ttl = Duration.ofMinutes(1);
        Map<String, byte[]> nullValue = new HashMap<>();
        nullValue.put("k", null);
        List<Runnable> calls = List.of(
                () -> store().get(null),
                () -> store().getEntry(null),
                () -> store().put(null, value),
                () -> store().put("k", null),
                () -> store().put("k", value, null),
                () -> store().delete(null),
                () -> store().putIfAbsent(null, value),
                () -> store().putIfAbsent("k", null),
                () -> store().putIfAbsent("k", value, null),
                () -> store().compareAndSet(null, 1, value),
                () -> store().compareAndSet("k", 1, null),
                () -> store().compareAndSet("k", 1, value, null),
                () -> store().expire(null, ttl),
                () -> store().expire("k", null),
                () -> store().persist(null),
                () -> store().ttl(null),
                () -> store().getAll(null),
                () -> store().getAll(Collections.singletonList(null)),
                () -> store().putAll(null),
                () -> store().putAll(nullValue),
                () -> store().putAll(Map.of("k", value), null),
                () -> store().deleteAll(null),
                () -> store().deleteAll(Collections.singletonList(null)),
                () -> store().as(null),
                () -> strings().put("k", null),
                () -> store().admin().locate(null));
        calls.forEach(call -> assertThatNullPointerException().isThrownBy(call::run));
        assertThat(rows()).isZero();
    }

    @Test
    default void namespacesShareShardsAndSeeNothingOfEachOther() {
        KvConfig.Builder other = KvConfig.builder().shards(config().shards()).namespace("other");
        store().put("k", bytes("mine"));
        try (var otherStore = io.kvstore.KvStore.open(other.build())) {
            assertThat(otherStore.get("k")).isEmpty();
            otherStore.put("k", bytes("theirs"));
            assertThat(store().get("k")).contains(bytes("mine"));
        }
    }
}
