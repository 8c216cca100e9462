package io.kvstore.examples.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A job that one instance at a time runs. It counts in the store how often it ran, and how often beside another. */
@RestController
class Job {

    /** A holder that dies keeps the lock for so long. */
    static final Duration LOCK_AT_MOST_FOR = Duration.ofSeconds(3);

    private static final String RUNNING = "job/running";
    private static final Duration LONGEST_RUN = LOCK_AT_MOST_FOR.dividedBy(2);

    private final KvStore store;
    private final LockingTaskExecutor locking;
    private final String instance;
    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean hang;
    private volatile boolean hangs;

    Job(KvStore store, LockingTaskExecutor locking, @Value("${sample.instance}") String instance) {
        this.store = store;
        this.locking = locking;
        this.instance = instance;
    }

    @Scheduled(fixedDelay = 50)
    void tick() {
        locking.executeWithLock(
                (Runnable) this::run, new LockConfiguration(Instant.now(), "job", LOCK_AT_MOST_FOR, Duration.ZERO));
    }

    private void run() {
        boolean alone = store.putIfAbsent(RUNNING, instance.getBytes(UTF_8), LONGEST_RUN)
                .isPresent();
        store.increment(alone ? "job/runs/" + instance : "job/overlaps", 1);
        if (hang) {
            hangs = true;
            await();
        }
        store.delete(RUNNING);
    }

    private void await() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Makes the next run here hang, with the lock. */
    @PostMapping("/job/hang")
    void hang() {
        hang = true;
    }

    @GetMapping("/job")
    Map<String, Object> figures() {
        return Map.of("runs", count("job/runs/" + instance), "overlaps", count("job/overlaps"), "hangs", hangs);
    }

    private long count(String key) {
        return store.get(key)
                .map(value -> Long.parseLong(new String(value, UTF_8)))
                .orElse(0L);
    }
}
