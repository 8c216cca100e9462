package io.kvstore.metrics;

import io.kvstore.ReapReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Meters what the reaper did: hand it each report, {@code metrics.record(store.reaper().reap())}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>What it tells</th></tr>
 * <tr><td>{@value #ROWS}</td><td>counter</td><td>shard</td><td>rows deleted</td></tr>
 * <tr><td>{@value #FAILURES}</td><td>counter</td><td>shard</td><td>runs that failed on this shard</td></tr>
 * <tr><td>{@value #BACKLOG}</td><td>gauge of time</td><td>shard</td><td>how long the oldest dead row had been dead
 *     after the last run that could tell: alert when it grows</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
public final class ReapMetrics {

    /** Counter of rows deleted. */
    public static final String ROWS = "kvstore.reaper.rows";

    /** Counter of failed runs. */
    public static final String FAILURES = "kvstore.reaper.failures";

    /** Gauge of the age of the oldest dead row. */
    public static final String BACKLOG = "kvstore.reaper.backlog";

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> backlogs = new ConcurrentHashMap<>();

    /**
     * Meters into a registry.
     *
     * @param registry where the meters live
     */
    public ReapMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts one run.
     *
     * @param report what it did
     */
    public void record(ReapReport report) {
        report.shards().forEach(this::record);
    }

    private void record(ReapReport.Shard shard) {
        Tags tags = Tags.of("shard", shard.shard());
        registry.counter(ROWS, tags).increment((double) shard.deleted());
        registry.counter(FAILURES, tags).increment(shard.error().isPresent() ? 1 : 0);
        if (shard.error().isEmpty()) {
            backlogs.computeIfAbsent(shard.shard(), name -> backlog(tags))
                    .set(shard.oldestExpired().orElse(Duration.ZERO).toMillis());
        }
    }

    private AtomicLong backlog(Tags tags) {
        AtomicLong millis = new AtomicLong();
        TimeGauge.builder(BACKLOG, millis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long the oldest dead row had been dead after the reaper's last run")
                .tags(tags)
                .strongReference(true)
                .register(registry);
        return millis;
    }
}
