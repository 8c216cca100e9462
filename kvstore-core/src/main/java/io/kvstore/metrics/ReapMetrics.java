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
 * <p>Another one on the same registry, with the same tags and shards, goes on with the counters, and takes the gauges over.
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
     * Meters into a registry.
     *
     * @param registry where the meters live
     */
    public ReapMetrics(MeterRegistry registry) {
        this(registry, Tags.empty());
    }

    /**
     * Meters into a registry, with tags that tell the store from others, such as {@code namespace}.
     *
     * @param registry where the meters live
     * @param tags added to those of each meter
     */
    public ReapMetrics(MeterRegistry registry, Iterable<Tag> tags) {
        this.registry = registry;
        this.tags = Tags.of(tags);
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
