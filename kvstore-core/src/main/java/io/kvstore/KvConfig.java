package io.kvstore;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.kvstore.internal.Checks;
import io.kvstore.internal.Embedded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The configuration of a store: its shards, and how to use them. Immutable. Made by {@link #builder()} or
 * {@link #embedded(int)}.
 *
 * <p>All clients of the same data must have the same namespace, shard names, weights and virtual nodes, because these decide
 * which shard owns a key. Each shard remembers names, weights and virtual nodes, and rejects a client with others.
 */
public final class KvConfig {

    /** The longest value that the table can hold, in bytes: 16 MiB less one byte. */
    public static final int MAX_VALUE_BYTES = 16 * 1024 * 1024 - 1;

    private final String namespace;
    private final ImmutableList<ShardConfig> shards;
    private final int virtualNodes;
    private final int maxValueBytes;
    private final int batchRows;
    private final int batchBytes;
    private final int retries;
    private final boolean createSchema;
    private final Duration closeTimeout;
    private final PoolConfig pool;
    private final LaneConfig lanes;
    private final BackpressureConfig backpressure;
    private final ReaperConfig reaper;
    private final Optional<ReaperFactory> reaperFactory;
    private final Optional<ReapListener> reapListener;
    private final KvObserver observer;
    private final KvTracer tracer;

    private KvConfig(Builder builder) {
        namespace = builder.namespace;
        shards = builder.shards.build();
        virtualNodes = builder.virtualNodes;
        maxValueBytes = builder.maxValueBytes;
        batchRows = builder.batchRows;
        batchBytes = builder.batchBytes;
        retries = builder.retries;
        createSchema = builder.createSchema;
        closeTimeout = builder.closeTimeout;
        pool = builder.pool;
        lanes = builder.lanes.orElseGet(() -> LaneConfig.forConnections(builder.pool.maxConnections()));
        backpressure = builder.backpressure;
        reaper = builder.reaper;
        reaperFactory = builder.reaperFactory;
        reapListener = builder.reapListener;
        observer = builder.observer;
        tracer = builder.tracer;
        pool.check();
        lanes.check(pool.maxConnections());
        Checks.that(!shards.isEmpty(), "no shards: add at least one, or use KvConfig.embedded(n)");
        Set<String> names = new HashSet<>();
        Set<String> urls = new HashSet<>();
        for (ShardConfig shard : shards) {
            Checks.that(
                    names.add(shard.name()), "two shards are named '%s': give each a name of its own", shard.name());
            Checks.that(
                    urls.add(shard.url()),
                    "shard '%s' has the url of another shard: give each a database of its own",
                    shard.name());
        }
    }

    /**
     * Starts a configuration. Everything except the shards has a default.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Embedded H2 shards in memory, for tests and first steps. Their data is lost when the store is closed. They need the
     * dependency {@code com.h2database:h2}, which this library does not bring.
     *
     * @param shards how many, 1 to 1,024
     * @return a builder with these shards
     * @throws IllegalStateException if H2 is missing
     */
    public static Builder embedded(int shards) {
        return builder().shards(Embedded.inMemory(shards));
    }

    /**
     * Embedded H2 shards in files. Only one process can open them at a time. They need the dependency
     * {@code com.h2database:h2}, which this library does not bring.
     *
     * @param directory the directory of the files; it is created if it is missing
     * @param shards how many, 1 to 1,024; always the same for one directory
     * @return a builder with these shards
     * @throws IllegalStateException if H2 is missing
     */
    public static Builder embedded(Path directory, int shards) {
        return builder().shards(Embedded.inDirectory(directory, shards));
    }

    /**
     * The namespace. It names the table on each shard.
     *
     * @return the namespace
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The shards.
     *
     * @return at least one; names and URLs differ
     */
    public List<ShardConfig> shards() {
        return shards;
    }

    /**
     * Tokens on the ring for each unit of a shard's weight.
     *
     * @return 1 to 4,096
     */
    public int virtualNodes() {
        return virtualNodes;
    }

    /**
     * The longest value.
     *
     * @return bytes, 1 to {@link #MAX_VALUE_BYTES}
     */
    public int maxValueBytes() {
        return maxValueBytes;
    }

    /**
     * The most calls that share one statement, and so the most rows of a statement. With 1, calls do not share.
     *
     * @return rows, 1 to 1,024
     */
    public int batchRows() {
        return batchRows;
    }

    /**
     * The most bytes of one shared statement or of its result. A larger value has a statement of its own. A shared statement
     * is never larger than half of the server's {@code max_allowed_packet}.
     *
     * @return bytes, 1 KiB to 64 MiB
     */
    public int batchBytes() {
        return batchBytes;
    }

    /**
     * How often a statement is retried: after a deadlock, or if its connection turned out to be dead.
     *
     * @return 0 to 100
     */
    public int retries() {
        return retries;
    }

    /**
     * Whether the store creates missing tables when it opens a shard.
     *
     * @return true by default
     */
    public boolean createSchema() {
        return createSchema;
    }

    /**
     * How long {@link KvStore#close()} waits for calls that are under way.
     *
     * @return 0 (not at all) to 10 minutes
     */
    public Duration closeTimeout() {
        return closeTimeout;
    }

    /**
     * Connections and timeouts.
     *
     * @return the same for every shard
     */
    public PoolConfig pool() {
        return pool;
    }

    /**
     * How concurrent calls share statements.
     *
     * @return the same for every shard
     */
    public LaneConfig lanes() {
        return lanes;
    }

    /**
     * Limits on what a shard may have in flight.
     *
     * @return the same for every shard
     */
    public BackpressureConfig backpressure() {
        return backpressure;
    }

    /**
     * Limits of the reaper.
     *
     * @return its config
     */
    public ReaperConfig reaper() {
        return reaper;
    }

    /**
     * The factory of the reaper.
     *
     * @return empty for the default reaper
     */
    public Optional<ReaperFactory> reaperFactory() {
        return reaperFactory;
    }

    /**
     * The listener that sees expired entries before they are deleted.
     *
     * @return empty if there is none
     */
    public Optional<ReapListener> reapListener() {
        return reapListener;
    }

    /**
     * The observer that is told about every statement.
     *
     * @return by default one that does nothing
     */
    public KvObserver observer() {
        return observer;
    }

    /**
     * The tracer that opens spans for calls and statements.
     *
     * @return by default {@link KvTracer#NONE}
     */
    public KvTracer tracer() {
        return tracer;
    }

    /** Everything except secrets. */
    @Override
    public String toString() {
        return "KvConfig[namespace=" + namespace + ", shards=" + shards + ", virtualNodes=" + virtualNodes
                + ", maxValueBytes=" + maxValueBytes + ", batchRows=" + batchRows + ", batchBytes=" + batchBytes
                + ", retries=" + retries + ", createSchema=" + createSchema
                + ", closeTimeout=" + closeTimeout + ", " + pool + ", " + lanes + ", "
                + backpressure
                + ", " + reaper + "]";
    }

    /**
     * Builds a configuration. Its methods reject values that are out of range with {@link IllegalArgumentException}.
     * {@link #build()} rejects values that contradict each other. Not thread-safe.
     */
    public static final class Builder {

        private static final Pattern NAMESPACE = Pattern.compile("[a-z][a-z0-9_]{0,31}");

        private String namespace = "default";
        private ImmutableList.Builder<ShardConfig> shards = ImmutableList.builder();
        private int virtualNodes = 128;
        private int maxValueBytes = 8 * 1024 * 1024;
        private int batchRows = 256;
        private int batchBytes = 4 * 1024 * 1024;
        private int retries = 10;
        private boolean createSchema = true;
        private Duration closeTimeout = Duration.ofSeconds(10);
        private PoolConfig pool = PoolConfig.defaults();
        private Optional<LaneConfig> lanes = Optional.empty();
        private BackpressureConfig backpressure = BackpressureConfig.defaults();
        private ReaperConfig reaper = ReaperConfig.defaults();
        private Optional<ReaperFactory> reaperFactory = Optional.empty();
        private Optional<ReapListener> reapListener = Optional.empty();
        private KvObserver observer = KvObserver.NONE;
        private KvTracer tracer = KvTracer.NONE;

        private Builder() {}

        /**
         * The namespace. It names the table on each shard. Stores with different namespaces can use the same shards and do not
         * see each other's keys.
         *
         * @param namespace a lower-case letter, then up to 31 lower-case letters, digits or underscores; {@code default} by
         *     default
         * @return this
         */
        public Builder namespace(String namespace) {
            requireNonNull(namespace, "namespace");
            Checks.that(
                    NAMESPACE.matcher(namespace).matches(),
                    "namespace '%s': a lower-case letter, then up to 31 lower-case letters, digits or underscores",
                    namespace);
            this.namespace = namespace;
            return this;
        }

        /**
         * Adds a shard of weight 1.
         *
         * @param name its name, which decides which keys it owns
         * @param url its JDBC URL
         * @param user the database user
         * @param password its password
         * @return this
         */
        public Builder shard(String name, String url, String user, String password) {
            return shard(ShardConfig.of(name, url, user, password));
        }

        /**
         * Adds a shard.
         *
         * @param shard the shard
         * @return this
         */
        public Builder shard(ShardConfig shard) {
            shards.add(shard);
            return this;
        }

        /**
         * Replaces the shards that were added before.
         *
         * @param shards the shards
         * @return this
         */
        public Builder shards(Iterable<ShardConfig> shards) {
            this.shards = ImmutableList.<ShardConfig>builder().addAll(shards);
            return this;
        }

        /**
         * Tokens on the ring for each unit of weight. More tokens balance the keys better. Each takes 16 bytes of memory. The
         * number cannot change once a shard holds data.
         *
         * @param virtualNodes 1 to 4,096; 128 by default
         * @return this
         */
        public Builder virtualNodes(int virtualNodes) {
            Checks.between("virtualNodes", virtualNodes, 1, 4_096);
            this.virtualNodes = virtualNodes;
            return this;
        }

        /**
         * The longest value. The server's {@code max_allowed_packet} must be 64 KiB larger.
         *
         * @param maxValueBytes bytes, 1 to {@link #MAX_VALUE_BYTES}; 8 MiB by default
         * @return this
         */
        public Builder maxValueBytes(int maxValueBytes) {
            Checks.between("maxValueBytes", maxValueBytes, 1, MAX_VALUE_BYTES);
            this.maxValueBytes = maxValueBytes;
            return this;
        }

        /**
         * The most calls that share one statement, and so the most rows of a statement. With 1, calls do not share.
         *
         * @param batchRows 1 to 1,024; 256 by default
         * @return this
         */
        public Builder batchRows(int batchRows) {
            Checks.between("batchRows", batchRows, 1, 1_024);
            this.batchRows = batchRows;
            return this;
        }

        /**
         * The most bytes of one shared statement or of its result. A larger value has a statement of its own.
         *
         * @param batchBytes bytes, 1 KiB to 64 MiB; 4 MiB by default
         * @return this
         */
        public Builder batchBytes(int batchBytes) {
            Checks.between("batchBytes", batchBytes, 1_024, 64 * 1024 * 1024);
            this.batchBytes = batchBytes;
            return this;
        }

        /**
         * How often a statement is retried: after a deadlock, or if its connection turned out to be dead. Waits for row locks
         * are bounded by {@link PoolConfig#lockWaitTimeout()} instead.
         *
         * @param retries 0 to 100; 10 by default
         * @return this
         */
        public Builder retries(int retries) {
            Checks.between("retries", retries, 0, 100);
            this.retries = retries;
            return this;
        }

        /**
         * Whether the store creates missing tables. If false, a DBA runs the statements of {@link KvSchema#ddl}.
         *
         * @param createSchema true by default
         * @return this
         */
        public Builder createSchema(boolean createSchema) {
            this.createSchema = createSchema;
            return this;
        }

        /**
         * How long {@link KvStore#close()} waits for calls that are under way.
         *
         * @param closeTimeout 0 (not at all) to 10 minutes; 10 s by default
         * @return this
         */
        public Builder closeTimeout(Duration closeTimeout) {
            Checks.between("closeTimeout", closeTimeout, Duration.ZERO, Duration.ofMinutes(10));
            this.closeTimeout = closeTimeout;
            return this;
        }

        /**
         * Connections and timeouts.
         *
         * @param pool the same for every shard
         * @return this
         */
        public Builder pool(PoolConfig pool) {
            this.pool = requireNonNull(pool, "pool");
            return this;
        }

        /**
         * How concurrent calls share statements. By default, as many statements as fit the pool
         * ({@link LaneConfig#forConnections}).
         *
         * @param lanes the same for every shard
         * @return this
         */
        public Builder lanes(LaneConfig lanes) {
            this.lanes = Optional.of(lanes);
            return this;
        }

        /**
         * Limits on what a shard may have in flight.
         *
         * @param backpressure the same for every shard
         * @return this
         */
        public Builder backpressure(BackpressureConfig backpressure) {
            this.backpressure = requireNonNull(backpressure, "backpressure");
            return this;
        }

        /**
         * Limits of the reaper.
         *
         * @param reaper its config
         * @return this
         */
        public Builder reaper(ReaperConfig reaper) {
            this.reaper = requireNonNull(reaper, "reaper");
            return this;
        }

        /**
         * Uses another reaper.
         *
         * @param factory makes the reaper
         * @return this
         */
        public Builder reaperFactory(ReaperFactory factory) {
            this.reaperFactory = Optional.of(factory);
            return this;
        }

        /**
         * Shows expired entries to a listener before the reaper deletes them.
         *
         * @param listener the listener
         * @return this
         */
        public Builder reapListener(ReapListener listener) {
            this.reapListener = Optional.of(listener);
            return this;
        }

        /**
         * Tells an observer about every statement, for metrics.
         *
         * @param observer the observer
         * @return this
         */
        public Builder observer(KvObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Opens a span for each call and each statement.
         *
         * @param tracer the tracer
         * @return this
         */
        public Builder tracer(KvTracer tracer) {
            this.tracer = requireNonNull(tracer, "tracer");
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException if there are no shards, if two shards have the same name or URL, if values of the
         *     pool contradict each other, or if the lanes need more connections than the pool has; the message names the
         *     values and says what to change
         */
        public KvConfig build() {
            return new KvConfig(this);
        }
    }
}
