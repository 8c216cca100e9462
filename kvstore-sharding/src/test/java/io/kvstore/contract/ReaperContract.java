package io.kvstore.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.ExpiredEntry;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReapReport;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

interface ReaperContract extends StoreUnderTest {

    Duration GRACE = ReaperConfig.defaults().grace();

    @Test
    default void reaperDeletesRowsThatExpiredBeforeTheGrace() {
        store().putAll(many("expired", 250), Duration.ofMinutes(1));
        store().putAll(many("deleted", 250));
        store().deleteAll(many("deleted", 250).keySet());
        store().putAll(many("alive", 20));
        store().put("later", bytes("v"), Duration.ofHours(1));
        advance(Duration.ofMinutes(1).plus(GRACE));
        store().put("just expired", bytes("v"), Duration.ofMillis(1));
        store().put("just deleted", bytes("v"));
        store().delete("just deleted");

        ReapReport report = store().reaper().reap();

        assertThat(report.deleted()).isEqualTo(500);
        assertThat(report.shards()).hasSameSizeAs(config().shards());
        assertThat(report.shards()).allSatisfy(shard -> {
            assertThat(shard.finished()).isTrue();
            assertThat(shard.error()).isEmpty();
            assertThat(shard.took()).isPositive();
        });
        assertThat(rows()).isEqualTo(23);
        assertThat(store().getAll(many("alive", 20).keySet())).hasSize(20);
        assertThat(store().get("later")).isPresent();
        assertThat(store().reaper().reap().deleted()).isZero();
    }

    @Test
    default void reportSaysHowOldTheOldestDeadRowIs() {
        assertThat(store().reaper().reap().shards())
                .allSatisfy(shard -> assertThat(shard.oldestExpired()).isEmpty());
        store().put("k", bytes("v"), Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1).plusSeconds(30));
        assertThat(oldest()).containsExactlyInAnyOrder(true);
        store().reaper().reap();
        assertThat(rows()).as("within the grace").isEqualTo(1);
    }

    private List<Boolean> oldest() {
        return store().reaper().reap().shards().stream()
                .flatMap(shard -> shard.oldestExpired().stream())
                .map(age -> age.compareTo(Duration.ofSeconds(30)) >= 0 && age.compareTo(Duration.ofMinutes(2)) < 0)
                .toList();
    }

    @Test
    default void keySetAgainIsNotReaped() {
        store().put("k", bytes("old"), Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1).plus(GRACE));
        store().put("k", bytes("new"));
        assertThat(store().reaper().reap().deleted()).isZero();
        assertThat(store().get("k")).contains(bytes("new"));
    }

    @Test
    default void runStopsAtItsBudgetAndTheNextGoesOn() {
        store().putAll(many("k", 400), Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1).plus(GRACE));
        ReaperConfig small = ReaperConfig.defaults()
                .withBatchRows(10)
                .withPause(Duration.ofMillis(5))
                .withBudget(Duration.ofMillis(1));
        try (KvStore other = open(builder().reaper(small))) {
            ReapReport report = other.reaper().reap();
            assertThat(report.shards())
                    .anySatisfy(shard -> assertThat(shard.finished()).isFalse());
            long deleted = report.deleted();
            assertThat(deleted).isBetween(0L, 10L * config().shards().size());
            for (int runs = 0; deleted < 400 && runs < 1_000; runs++) {
                deleted += other.reaper().reap().deleted();
            }
            assertThat(deleted).isEqualTo(400);
            assertThat(rows()).isZero();
        }
    }

    @Test
    default void severalReapersShareTheWork() {
        store().putAll(many("k", 2_000), Duration.ofMinutes(1));
        advance(Duration.ofMinutes(1).plus(GRACE));
        List<ReapReport> reports = Stream.generate(() -> store().reaper())
                .limit(4)
                .parallel()
                .map(reaper -> reaper.reap())
                .toList();
        assertThat(reports)
                .flatExtracting(ReapReport::shards)
                .allSatisfy(shard -> assertThat(shard.error()).isEmpty());
        assertThat(reports.stream().mapToLong(ReapReport::deleted).sum()).isEqualTo(2_000);
        assertThat(rows()).isZero();
    }

    @Test
    default void listenerSeesExpiredEntriesBeforeTheyGo() {
        Map<String, String> seen = Collections.synchronizedMap(new HashMap<>());
        List<Long> rowsWhenSeen = Collections.synchronizedList(new ArrayList<>());
        try (KvStore other = open(builder().reapListener((shard, entries) -> {
            rowsWhenSeen.add(rows());
            for (ExpiredEntry entry : entries) {
                seen.put(entry.key(), new String(entry.value(), java.nio.charset.StandardCharsets.UTF_8));
            }
        }))) {
            store().putAll(many("k", 150), Duration.ofMinutes(1));
            store().put("deleted", bytes("v"));
            store().delete("deleted");
            advance(Duration.ofMinutes(1).plus(GRACE));
            assertThat(other.reaper().reap().deleted()).isEqualTo(151);
        }
        assertThat(seen).hasSize(150).containsEntry("k7", "value of k7").doesNotContainKey("deleted");
        assertThat(rowsWhenSeen)
                .isNotEmpty()
                .allSatisfy(rows -> assertThat(rows).isPositive());
    }

    @Test
    default void listenerThatThrowsKeepsItsRows() {
        AtomicBoolean broken = new AtomicBoolean(true);
        try (KvStore other = open(builder().reapListener((shard, entries) -> {
            if (broken.get()) {
                throw new IllegalStateException("archive is full");
            }
        }))) {
            store().putAll(many("k", 20), Duration.ofMinutes(1));
            advance(Duration.ofMinutes(1).plus(GRACE));
            ReapReport report = other.reaper().reap();
            assertThat(report.deleted()).isZero();
            assertThat(report.shards())
                    .anySatisfy(shard -> assertThat(shard.error().orElseThrow()).hasMessage("archive is full"));
            assertThat(rows()).isEqualTo(20);
            broken.set(false);
            assertThat(other.reaper().reap().deleted()).isEqualTo(20);
        }
    }

    @Test
    default void anotherReaperCanBePluggedIn() {
        try (KvStore other = open(builder().reaperFactory((shards, config) -> () -> {
            shards.forEach(shard -> shard.deleteExpired(3, config.grace()));
            return new ReapReport(List.of(), Duration.ZERO);
        }))) {
            store().putAll(many("k", 100), Duration.ofMinutes(1));
            advance(Duration.ofMinutes(1).plus(GRACE));
            assertThat(other.reaper().reap().shards()).isEmpty();
            assertThat(rows()).isEqualTo(100 - 3L * config().shards().size());
        }
    }

    private KvConfig.Builder builder() {
        return KvConfig.builder()
                .shards(config().shards())
                .reaper(ReaperConfig.defaults().withPause(Duration.ZERO));
    }

    private static KvStore open(KvConfig.Builder builder) {
        return KvStore.open(builder.build());
    }

    private Map<String, byte[]> many(String prefix, int count) {
        Map<String, byte[]> entries = new HashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put(prefix + i, bytes("value of " + prefix + i));
        }
        return entries;
    }
}
