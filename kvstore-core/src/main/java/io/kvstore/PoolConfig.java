package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Connections and timeouts, the same for every shard. Immutable: each {@code with} method returns a copy. A method refuses
 * a value that is out of bounds; {@link KvConfig.Builder#build()} refuses values that contradict each other.
 *
 * <p>Not a record, and the maps, which may hold secrets, are transient: what writes any object out by reflection, as
 * JSON or for a log, does not find them.
 */
public final class PoolConfig {

    private final int maxConnections;
    private final int minIdle;
    private final Duration acquireTimeout;
    private final Duration connectTimeout;
    private final Duration socketTimeout;
    private final Duration lockWaitTimeout;
    private final transient Map<String, String> driverProperties;
    private final transient Map<String, String> hikariProperties;

    /** The values of a new one, with the defaults. */
    private static final class Values {
        private int maxConnections = 10;
        private int minIdle = 1;
        private Duration acquireTimeout = Duration.ofSeconds(1);
        private Duration connectTimeout = Duration.ofSeconds(2);
        private Duration socketTimeout = Duration.ofSeconds(10);
        private Duration lockWaitTimeout = Duration.ofSeconds(2);
        private final Map<String, String> driverProperties = new TreeMap<>();
        private final Map<String, String> hikariProperties = new TreeMap<>();
    }

    private PoolConfig(Values values) {
        maxConnections = values.maxConnections;
        minIdle = values.minIdle;
        acquireTimeout = values.acquireTimeout;
        connectTimeout = values.connectTimeout;
        socketTimeout = values.socketTimeout;
        lockWaitTimeout = values.lockWaitTimeout;
        driverProperties = Map.copyOf(values.driverProperties);
        hikariProperties = Map.copyOf(values.hikariProperties);
        Checks.between("pool.maxConnections", maxConnections, 1, 1_000);
        Checks.between("pool.minIdle", minIdle, 0, 1_000);
        Checks.between("pool.acquireTimeout", acquireTimeout, Duration.ofMillis(250), Duration.ofMinutes(1));
        Checks.between("pool.connectTimeout", connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
        Checks.between("pool.socketTimeout", socketTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        Checks.between("pool.lockWaitTimeout", lockWaitTimeout, Duration.ofSeconds(1), Duration.ofMinutes(1));
        Checks.that(
                lockWaitTimeout.equals(Duration.ofSeconds(lockWaitTimeout.toSeconds())),
                "pool.lockWaitTimeout is %s: it is counted in whole seconds",
                lockWaitTimeout);
    }

    private PoolConfig with(Consumer<Values> change) {
        Values values = new Values();
        values.maxConnections = maxConnections;
        values.minIdle = minIdle;
        values.acquireTimeout = acquireTimeout;
        values.connectTimeout = connectTimeout;
        values.socketTimeout = socketTimeout;
        values.lockWaitTimeout = lockWaitTimeout;
        values.driverProperties.putAll(driverProperties);
        values.hikariProperties.putAll(hikariProperties);
        change.accept(values);
        return new PoolConfig(values);
    }

    /** Refuses values that contradict each other: a copy may be on its way to values that fit. */
    void check() {
        Checks.that(
                minIdle <= maxConnections,
                "pool.minIdle is %s and pool.maxConnections is %s: it cannot keep more than it may open: lower"
                        + " pool.minIdle to %s, or raise pool.maxConnections to %s",
                minIdle,
                maxConnections,
                maxConnections,
                minIdle);
        Checks.that(
                lockWaitTimeout.toMillis() < socketTimeout.toMillis(), // the driver counts in whole milliseconds
                "pool.lockWaitTimeout is %s and pool.socketTimeout is %s: the lock wait must end first, or a write"
                        + " could land after its caller gave up: lower pool.lockWaitTimeout, or raise"
                        + " pool.socketTimeout to %s at least",
                lockWaitTimeout,
                socketTimeout,
                lockWaitTimeout.plusMillis(1));
    }

    /**
     * 10 connections, 1 kept; 1 s to get one, 2 s to make one, 10 s to answer, 2 s for a row lock.
     *
     * @return the defaults
     */
    public static PoolConfig defaults() {
        return new PoolConfig(new Values());
    }

    /**
     * With another number of connections.
     *
     * @param maxConnections the most per shard and store: 1 to 1,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withMaxConnections(int maxConnections) {
        return with(values -> values.maxConnections = maxConnections);
    }

    /**
     * With another number of idle connections.
     *
     * @param minIdle how many are kept open per shard: 0 to {@code maxConnections}
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withMinIdle(int minIdle) {
        return with(values -> values.minIdle = minIdle);
    }

    /**
     * With another wait for a connection.
     *
     * @param acquireTimeout the longest wait for a connection: 250 ms to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withAcquireTimeout(Duration acquireTimeout) {
        return with(values -> values.acquireTimeout = acquireTimeout);
    }

    /**
     * With another wait for a new connection.
     *
     * @param connectTimeout the longest wait for a new connection to be made: 1 ms to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withConnectTimeout(Duration connectTimeout) {
        return with(values -> values.connectTimeout = connectTimeout);
    }

    /**
     * With another wait for an answer.
     *
     * @param socketTimeout the longest wait for an answer: at least 1 ms more than {@code lockWaitTimeout}, to 10 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withSocketTimeout(Duration socketTimeout) {
        return with(values -> values.socketTimeout = socketTimeout);
    }

    /**
     * With another wait for a row lock.
     *
     * @param lockWaitTimeout how long a call waits for a row lock beside its lane, see {@link #lockWaitTimeout()}: 1 s to
     *     1 minute, in whole seconds
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PoolConfig withLockWaitTimeout(Duration lockWaitTimeout) {
        return with(values -> values.lockWaitTimeout = lockWaitTimeout);
    }

    /**
     * With one property of the driver set, such as {@code sslMode}. It wins over the store's own.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withDriverProperty(String name, String value) {
        return with(values -> values.driverProperties.put(name, value));
    }

    /**
     * With one property of HikariCP set, such as {@code maxLifetime}. It wins over the store's own.
     *
     * @param name its bean name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withHikariProperty(String name, String value) {
        return with(values -> values.hikariProperties.put(name, value));
    }

    /**
     * The most connections per shard and store. Multiply by shards and processes before you compare with the server's
     * max_connections.
     *
     * @return 1 to 1,000
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * Connections kept open per shard.
     *
     * @return 0 to {@code maxConnections}
     */
    public int minIdle() {
        return minIdle;
    }

    /**
     * The longest wait for a connection.
     *
     * @return 250 ms to 1 minute
     */
    public Duration acquireTimeout() {
        return acquireTimeout;
    }

    /**
     * The longest wait for a new connection to be made.
     *
     * @return 1 ms to 1 minute
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The longest wait for an answer.
     *
     * @return more than {@code lockWaitTimeout}, up to 10 minutes
     */
    public Duration socketTimeout() {
        return socketTimeout;
    }

    /**
     * How long a call waits for a row lock beside its lane. The first call that meets the lock has waited for it in its
     * statement before, and a call that is tried again may be in its statement when its time is up: each takes 1 to 2 s
     * more.
     *
     * @return 1 s to 1 minute, in whole seconds
     */
    public Duration lockWaitTimeout() {
        return lockWaitTimeout;
    }

    /**
     * Properties of the JDBC driver, which win over the store's own.
     *
     * @return names and values, which may be secrets; cannot be changed
     */
    public Map<String, String> driverProperties() {
        return driverProperties;
    }

    /**
     * Properties of HikariCP, which win over the store's own.
     *
     * @return bean names and values; cannot be changed
     */
    public Map<String, String> hikariProperties() {
        return hikariProperties;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoolConfig that
                && maxConnections == that.maxConnections
                && minIdle == that.minIdle
                && acquireTimeout.equals(that.acquireTimeout)
                && connectTimeout.equals(that.connectTimeout)
                && socketTimeout.equals(that.socketTimeout)
                && lockWaitTimeout.equals(that.lockWaitTimeout)
                && driverProperties.equals(that.driverProperties)
                && hikariProperties.equals(that.hikariProperties);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                maxConnections,
                minIdle,
                acquireTimeout,
                connectTimeout,
                socketTimeout,
                lockWaitTimeout,
                driverProperties,
                hikariProperties);
    }

    /** Everything but the values of the properties, which may be secrets. */
    @Override
    public String toString() {
        return "pool[connections=" + minIdle + ".." + maxConnections + ", acquire=" + acquireTimeout + ", connect="
                + connectTimeout + ", socket=" + socketTimeout + ", lockWait=" + lockWaitTimeout + ", driver="
                + new TreeMap<>(driverProperties).keySet() + ", hikari=" + new TreeMap<>(hikariProperties).keySet()
                + "]";
    }
}
