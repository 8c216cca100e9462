package io.kvstore.metrics;

import io.kvstore.ReapReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records metrics of the reaper. Give it each report: {@code metrics.record(store.reaper().reap())}.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>Name</th><th>Kind</th><th>Tags</th><th>Meaning</th></tr>
 * <tr><td>{@value #ROWS}</td><td>counter</td><td>shard</td><td>rows deleted</td></tr>
 * <tr><td>{@value #FAILURES}</td><td>counter</td><td>shard</td><td>runs that failed on this shard</td></tr>
 * <tr><td>{@value #BACKLOG}</td><td>gauge of time</td><td>shard</td><td>age of the oldest dead row after the last
 *     successful run; alert when it grows</td></tr>
 * </table>
 *
 * <p>A second instance on the same registry, with the same tags and shards, continues the counters and replaces the gauges.
 * Thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public final class ReapMetrics {

    /** Counter of rows deleted. */
    public static final String ROWS = "kvstore.reaper.rows";

    /** Counter of failed runs. */
    public static final String FAILURES = "kvstore.reaper.failures";

    /** Gauge of the age of the oldest dead row. */
    public static final String BACKLOG = "kvstore.reaper.backlog";

    private final MeterRegistry registry;
    private final Tags tags;
    private final Map<String, AtomicLong> backlogs = new ConcurrentHashMap<>();

    /**
     * Records into a registry.
     *
     * @param registry the registry of the meters
     */
    public ReapMetrics(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Records into a registry, with tags that distinguish this store from others, such as {@code namespace}.
     *
     * @param registry the registry of the meters
     * @param tags are added to each meter
     */
    public ReapMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
    }

    /**
     * Records one run.
     *
     * @param report the report of the run
     */
    public void record(ReapReport report) {
        report.shards().forEach(this::record);
    }

    private void record(ReapReport.Shard shard) {
        Tags tagged = tags.and("shard", shard.shard());
        registry.counter(ROWS, tagged).increment((double) shard.deleted());
        registry.counter(FAILURES, tagged).increment(shard.error().isPresent() ? 1 : 0);
        if (shard.error().isEmpty()) {
            backlogs.computeIfAbsent(shard.shard(), name -> backlog(tagged))
                    .set(shard.oldestExpired().orElse(Duration.ZERO).toMillis());
        }
    }

    private AtomicLong backlog(Tags tagged) {
        AtomicLong millis = new AtomicLong();
        Meters.makeRoom(registry, BACKLOG, tagged);
        TimeGauge.builder(BACKLOG, millis, TimeUnit.MILLISECONDS, AtomicLong::get)
                .description("How long the oldest dead row had been dead after the reaper's last run")
                .tags(tagged)
                .strongReference(true)
                .register(registry);
        return millis;
    }
}
