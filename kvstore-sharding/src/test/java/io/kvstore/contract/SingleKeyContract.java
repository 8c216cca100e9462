package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.Entry;
import io.kvstore.Ttl;
import java.time.Duration;
import org.junit.jupiter.api.Test;

interface SingleKeyContract extends StoreUnderTest {

    @Test
    default void absentKeyIsAbsentForEveryOperation() {
        assertThat(store().get("k")).isEmpty();
        assertThat(store().getEntry("k")).isEmpty();
        assertThat(store().ttl("k")).isEmpty();
        assertThat(store().delete("k")).isFalse();
        assertThat(store().expire("k", Duration.ofMinutes(1))).isFalse();
        assertThat(store().persist("k")).isFalse();
        assertThat(store().compareAndSet("k", 0, bytes("v"))).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    default void putIsSeenAndReplaced() {
        store().put("k", bytes("one"));
        assertThat(store().get("k")).contains(bytes("one"));
        store().put("k", bytes("two"));
        assertThat(store().get("k")).contains(bytes("two"));
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    default void entryHoldsValueVersionAndTime() {
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        Entry<byte[]> entry = store().getEntry("k").orElseThrow();
        assertThat(entry.value()).isEqualTo(bytes("v"));
        assertThat(entry.version()).isPositive();
        assertThat(entry.ttl().remaining().orElseThrow()).isBetween(Duration.ofSeconds(50), Duration.ofMinutes(1));

        store().put("k", bytes("v"));
        assertThat(store().getEntry("k").orElseThrow().ttl()).isEqualTo(Ttl.never());
    }

    @Test
    default void deleteSaysWhetherTheKeyWasThere() {
        store().put("k", bytes("v"));
        assertThat(store().delete("k")).isTrue();
        assertThat(store().get("k")).isEmpty();
        assertThat(store().delete("k")).isFalse();
    }

    @Test
    default void deletedKeyCanBeSetAgain() {
        store().put("k", bytes("one"));
        store().delete("k");
        store().put("k", bytes("two"));
        assertThat(store().get("k")).contains(bytes("two"));

        store().delete("k");
        assertThat(store().putIfAbsent("k", bytes("three"))).isPresent();
        assertThat(store().get("k")).contains(bytes("three"));
    }

    @Test
    default void deleteDropsTheValueAtOnce() {
        store().put("k", bytes("secret"));
        store().delete("k");
        assertThat(sum("SELECT COUNT(*) FROM kv_default WHERE LENGTH(v) > 0")).isZero();
    }

    @Test
    default void putIfAbsentSetsOnce() {
        assertThat(store().putIfAbsent("k", bytes("one"))).isPresent();
        assertThat(store().putIfAbsent("k", bytes("two"))).isEmpty();
        assertThat(store().putIfAbsent("k", bytes("one"))).isEmpty();
        assertThat(store().get("k")).contains(bytes("one"));
        assertThat(store().ttl("k")).contains(Ttl.never());
    }

    @Test
    default void putIfAbsentThatLosesChangesNothing() {
        store().put("k", bytes("one"), Duration.ofMinutes(1));
        long version = store().getEntry("k").orElseThrow().version();
        assertThat(store().putIfAbsent("k", bytes("two"), Duration.ofHours(1))).isEmpty();
        Entry<byte[]> entry = store().getEntry("k").orElseThrow();
        assertThat(entry.version()).isEqualTo(version);
        assertThat(entry.ttl().remaining().orElseThrow()).isLessThanOrEqualTo(Duration.ofMinutes(1));
    }

    @Test
    default void viewDecodesWhatItEncodes() {
        strings().put("k", "grüße");
        assertThat(strings().get("k")).contains("grüße");
        assertThat(store().get("k")).contains(bytes("grüße"));
        assertThat(strings().getEntry("k").orElseThrow().value()).isEqualTo("grüße");
        assertThat(strings().delete("k")).isTrue();
    }
}
