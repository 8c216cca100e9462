package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.adapter.shedlock.FencedLock;
import io.kvstore.adapter.shedlock.KvStoreLockProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import org.junit.jupiter.api.Test;

/** The snippet about locks. */
class LocksTest {

    private final List<Long> reports = new ArrayList<>();

    private void sendReport(long fencingToken) {
        reports.add(fencingToken);
    }

    @Test
    void taskRunsUnderALock() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            // snippet: locks
            KvStoreLockProvider locks = new KvStoreLockProvider(store);
            LockConfiguration report =
                    new LockConfiguration(Instant.now(), "report", Duration.ofMinutes(10), Duration.ofSeconds(30));
            Runnable task = () -> sendReport(locks.fencingToken("report").orElseThrow());
            new DefaultLockingTaskExecutor(locks).executeWithLock(task, report);
            // end
            new DefaultLockingTaskExecutor(locks).executeWithLock(task, report);
            assertThat(reports).as("the lock is kept for 30 s").hasSize(1);
            assertThat(locks.lock(report)).isEmpty();
            store.delete("lock:report");
            FencedLock next = (FencedLock) locks.lock(report).orElseThrow();
            assertThat(next.fencingToken()).isGreaterThan(reports.get(0));
        }
    }
}
