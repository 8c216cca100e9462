package io.kvstore.examples.snippets;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ReaperConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The snippets about the reaper. */
class ReaperTest {

    private static final ReaperConfig NO_GRACE = ReaperConfig.defaults().withGrace(Duration.ZERO);

    @Test
    @SuppressWarnings("FutureReturnValueIgnored")
    void aSchedulerRunsTheReaper() {
        KvConfig config = KvConfig.embedded(2).reaper(NO_GRACE).build();
        ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1);
        try (KvStore store = KvStore.open(config)) {
            store.put("a", new byte[1], Duration.ofMillis(1));
            // snippet: scheduler
            scheduler.scheduleWithFixedDelay(store.reaper(), 1, 1, TimeUnit.MINUTES);
            // end
            Runnable scheduled = requireNonNull(scheduler.getQueue().peek());
            await().until(() -> {
                scheduled.run(); // runs it now instead of in a minute
                return rows(store) == 0;
            });
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void aListenerSeesWhatExpiresBeforeItGoes() {
        Map<String, byte[]> archive = new ConcurrentHashMap<>();
        KvConfig.Builder builder = KvConfig.embedded(2).reaper(NO_GRACE);
        // snippet: listener
        builder.reapListener((shard, entries) -> entries.forEach(entry -> archive.put(entry.key(), entry.value())));
        // end
        try (KvStore store = KvStore.open(builder.build())) {
            store.put("a", new byte[] {7}, Duration.ofMillis(1));
            store.put("b", new byte[] {8}, Duration.ofHours(1));

            await().until(() -> store.reaper().reap().deleted() == 1);

            assertThat(archive).containsOnlyKeys("a").containsEntry("a", new byte[] {7});
        }
    }

    static long rows(KvStore store) {
        return store.admin().stats().stream().mapToLong(shard -> shard.rows()).sum();
    }
}
