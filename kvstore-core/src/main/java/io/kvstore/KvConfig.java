package io.kvstore;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import io.kvstore.internal.Checks;
import io.kvstore.internal.Embedded;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What to open: shards, and how to use them. Immutable; made by {@link #builder()} or {@link #embedded(int)}.
 *
 * <p>Every client of the same shards must be given the same shard names, weights, virtual nodes and namespace: they
 * decide where a key lives. Each shard remembers them and refuses a client that differs.
 */
public final class KvConfig {

    /** The longest value that the table can hold: 16 MiB less one byte. */
    public static final int MAX_VALUE_BYTES = 16 * 1024 * 1024 - 1;

    private final String namespace;
    private final ImmutableList<ShardConfig> shards;
    private final int virtualNodes;
    private final int maxValueBytes;
    private final int batchRows;
    private final int batchBytes;
    private final int retries;
    private final boolean createSchema;
    private final PoolConfig pool;
    private final LaneConfig lanes;
    private final BackpressureConfig backpressure;
    private final ReaperConfig reaper;
    private final Optional<ReaperFactory> reaperFactory;
    private final Optional<ReapListener> reapListener;
    private final KvObserver observer;

    private KvConfig(Builder builder) {
        namespace = builder.namespace;
        shards = builder.shards.build();
        virtualNodes = builder.virtualNodes;
        maxValueBytes = builder.maxValueBytes;
        batchRows = builder.batchRows;
        batchBytes = builder.batchBytes;
        retries = builder.retries;
        createSchema = builder.createSchema;
        pool = builder.pool;
        lanes = builder.lanes.orElseGet(() -> LaneConfig.forConnections(builder.pool.maxConnections()));
        backpressure = builder.backpressure;
        reaper = builder.reaper;
        reaperFactory = builder.reaperFactory;
        reapListener = builder.reapListener;
        observer = builder.observer;
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
     * A config to fill; only the shards have no default.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Embedded shards in memory, gone when the store is closed: for tests and first steps. They need the dependency
     * {@code com.h2database:h2}, which this library does not bring.
     *
     * @param shards how many, 1 to 1,024
     * @return a builder that holds them
     * @throws IllegalStateException if H2 is missing
     */
    public static Builder embedded(int shards) {
        return builder().shards(Embedded.inMemory(shards));
    }

    /**
     * Embedded shards in files, for one process at a time. They need the dependency {@code com.h2database:h2}, which
     * this library does not bring.
     *
     * @param directory where the files are; made if it is missing
     * @param shards how many, 1 to 1,024: always the same for one directory
     * @return a builder that holds them
     * @throws IllegalStateException if H2 is missing
     */
    public static Builder embedded(Path directory, int shards) {
        return builder().shards(Embedded.inDirectory(directory, shards));
    }

    /**
     * Which table of the shards.
     *
     * @return the namespace
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The shards.
     *
     * @return at least one, with names and URLs of their own
     */
    public List<ShardConfig> shards() {
        return shards;
    }

    /**
     * Points on the ring for each unit of a shard's weight.
     *
     * @return 1 to 4,096
     */
    public int virtualNodes() {
        return virtualNodes;
    }

    /**
     * The longest value.
     *
     * @return bytes
     */
    public int maxValueBytes() {
        return maxValueBytes;
    }

    /**
     * The most calls on keys that share one statement, and so the most rows of it. With 1, none is shared.
     *
     * @return rows
     */
    public int batchRows() {
        return batchRows;
    }

    /**
     * The most bytes that one statement carries, to the server or back; a larger value goes alone. A statement that
     * several calls share is never more than half of the server's max_allowed_packet.
     *
     * @return bytes
     */
    public int batchBytes() {
        return batchBytes;
    }

    /**
     * How often a statement is tried again that lost a deadlock or a lock wait.
     *
     * @return 0 to 100
     */
    public int retries() {
        return retries;
    }

    /**
     * Whether missing tables are created when a shard is opened.
     *
     * @return true by default
     */
    public boolean createSchema() {
        return createSchema;
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
     * How much a shard may have in flight.
     *
     * @return the same for every shard
     */
    public BackpressureConfig backpressure() {
        return backpressure;
    }

    /**
     * Bounds of the reaper.
     *
     * @return its config
     */
    public ReaperConfig reaper() {
        return reaper;
    }

    /**
     * What makes the reaper.
     *
     * @return empty for the default one
     */
    public Optional<ReaperFactory> reaperFactory() {
        return reaperFactory;
    }

    /**
     * What sees expired entries before they go.
     *
     * @return empty if nobody looks
     */
    public Optional<ReapListener> reapListener() {
        return reapListener;
    }

    /**
     * What sees every call.
     *
     * @return by default one that does nothing
     */
    public KvObserver observer() {
        return observer;
    }

    /** Everything but secrets. */
    @Override
    public String toString() {
        return "KvConfig[namespace=" + namespace + ", shards=" + shards + ", virtualNodes=" + virtualNodes
                + ", maxValueBytes=" + maxValueBytes + ", batchRows=" + batchRows + ", batchBytes=" + batchBytes
                + ", retries=" + retries + ", createSchema=" + createSchema + ", " + pool + ", " + lanes + ", "
                + backpressure
                + ", " + reaper + "]";
    }

    /** Collects a config; refuses what is out of bounds at once, and what contradicts itself in {@link #build()}. */
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
        private PoolConfig pool = PoolConfig.defaults();
        private Optional<LaneConfig> lanes = Optional.empty();
        private BackpressureConfig backpressure = BackpressureConfig.defaults();
        private ReaperConfig reaper = ReaperConfig.defaults();
        private Optional<ReaperFactory> reaperFactory = Optional.empty();
        private Optional<ReapListener> reapListener = Optional.empty();
        private KvObserver observer = KvObserver.NONE;

        private Builder() {}

        /**
         * Which table of the shards: stores with different namespaces share shards and see nothing of each other.
         *
         * @param namespace a lower-case letter, then up to 31 lower-case letters, digits or underscores
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
         * @param name its name, which decides which keys it gets
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
         * Sets the shards, in place of those added before.
         *
         * @param shards the shards
         * @return this
         */
        public Builder shards(Iterable<ShardConfig> shards) {
            this.shards = ImmutableList.<ShardConfig>builder().addAll(shards);
            return this;
        }

        /**
         * Points on the ring for each unit of weight. More balance better and cost memory: 16 bytes each.
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
         * The longest value.
         *
         * @param maxValueBytes 1 to {@link #MAX_VALUE_BYTES}; 8 MiB by default
         * @return this
         */
        public Builder maxValueBytes(int maxValueBytes) {
            Checks.between("maxValueBytes", maxValueBytes, 1, MAX_VALUE_BYTES);
            this.maxValueBytes = maxValueBytes;
            return this;
        }

        /**
         * The most calls on keys that share one statement, and so the most rows of it. With 1, none is shared.
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
         * The most bytes of one statement, to the server or back; a value that is larger goes alone.
         *
         * @param batchBytes 1 KiB to 64 MiB; 4 MiB by default
         * @return this
         */
        public Builder batchBytes(int batchBytes) {
            Checks.between("batchBytes", batchBytes, 1_024, 64 * 1024 * 1024);
            this.batchBytes = batchBytes;
            return this;
        }

        /**
         * How often a statement is tried again that lost a deadlock or a lock wait.
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
         * Whether missing tables are created. Without, a DBA runs the DDL that {@code kv schema} prints.
         *
         * @param createSchema true by default
         * @return this
         */
        public Builder createSchema(boolean createSchema) {
            this.createSchema = createSchema;
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
         * How concurrent calls share statements. Without, as many statements as fit the pool, see
         * {@link LaneConfig#forConnections}.
         *
         * @param lanes the same for every shard
         * @return this
         */
        public Builder lanes(LaneConfig lanes) {
            this.lanes = Optional.of(lanes);
            return this;
        }

        /**
         * How much a shard may have in flight.
         *
         * @param backpressure the same for every shard
         * @return this
         */
        public Builder backpressure(BackpressureConfig backpressure) {
            this.backpressure = requireNonNull(backpressure, "backpressure");
            return this;
        }

        /**
         * Bounds of the reaper.
         *
         * @param reaper its config
         * @return this
         */
        public Builder reaper(ReaperConfig reaper) {
            this.reaper = requireNonNull(reaper, "reaper");
            return this;
        }

        /**
         * Plugs in another reaper.
         *
         * @param factory makes it
         * @return this
         */
        public Builder reaperFactory(ReaperFactory factory) {
            this.reaperFactory = Optional.of(factory);
            return this;
        }

        /**
         * Shows expired entries to somebody before they go.
         *
         * @param listener sees them
         * @return this
         */
        public Builder reapListener(ReapListener listener) {
            this.reapListener = Optional.of(listener);
            return this;
        }

        /**
         * Shows every call to somebody, for metrics or traces.
         *
         * @param observer sees them
         * @return this
         */
        public Builder observer(KvObserver observer) {
            this.observer = requireNonNull(observer, "observer");
            return this;
        }

        /**
         * Freezes the config.
         *
         * @return the config
         * @throws IllegalArgumentException if there are no shards, or two with one name or one URL, if values of the pool
         *     contradict each other, or if the lanes have more statements than the pool has connections for; the message
         *     names the values and the way out
         */
        public KvConfig build() {
            return new KvConfig(this);
        }
    }
}
