package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Connections and timeouts, the same for every shard. Immutable: each {@code with} method returns a copy. A method rejects
 * a value that is out of range. {@link KvConfig.Builder#build()} rejects values that contradict each other.
 *
 * <p>The maps, which may hold secrets, are transient. So libraries that write objects by reflection, as JSON or to a log, do
 * not write them.
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

    /** Rejects values that contradict each other. Not checked earlier, so that they can be set in any order. */
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
     * 10 connections, 1 idle; timeouts of 1 s to acquire, 2 s to connect, 10 s for an answer, 2 s for a row lock.
     *
     * @return the defaults
     */
    public static PoolConfig defaults() {
        return new PoolConfig(new Values());
    }

    /**
     * With another number of connections.
     *
     * @param maxConnections the most connections per shard and store: 1 to 1,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withMaxConnections(int maxConnections) {
        return with(values -> values.maxConnections = maxConnections);
    }

    /**
     * With another number of idle connections.
     *
     * @param minIdle idle connections that are kept open per shard: 0 to {@code maxConnections}
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withMinIdle(int minIdle) {
        return with(values -> values.minIdle = minIdle);
    }

    /**
     * With another timeout for a connection from the pool.
     *
     * @param acquireTimeout the longest wait for a connection from the pool: 250 ms to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withAcquireTimeout(Duration acquireTimeout) {
        return with(values -> values.acquireTimeout = acquireTimeout);
    }

    /**
     * With another timeout for opening a connection.
     *
     * @param connectTimeout the longest time to open a connection: 1 ms to 1 minute
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withConnectTimeout(Duration connectTimeout) {
        return with(values -> values.connectTimeout = connectTimeout);
    }

    /**
     * With another timeout for an answer.
     *
     * @param socketTimeout the longest wait for an answer of the server: at least 1 ms more than {@code lockWaitTimeout}, to 10 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withSocketTimeout(Duration socketTimeout) {
        return with(values -> values.socketTimeout = socketTimeout);
    }

    /**
     * With another timeout for a row lock.
     *
     * @param lockWaitTimeout how long a call waits for a row lock, see {@link #lockWaitTimeout()}: 1 s to
     *     1 minute, in whole seconds
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public PoolConfig withLockWaitTimeout(Duration lockWaitTimeout) {
        return with(values -> values.lockWaitTimeout = lockWaitTimeout);
    }

    /**
     * With a property of the JDBC driver, such as {@code sslMode}. It overrides the value that the store would set.
     * {@link KvStore#open} rejects some properties.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withDriverProperty(String name, String value) {
        return with(values -> values.driverProperties.put(name, value));
    }

    /**
     * With a property of HikariCP, such as {@code maxLifetime}. It overrides the value that the store would set.
     * {@link KvStore#open} rejects some properties.
     *
     * @param name its bean name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withHikariProperty(String name, String value) {
        return with(values -> values.hikariProperties.put(name, value));
    }

    /**
     * The most connections per shard and store. The server's {@code max_connections} must allow this number for each of its
     * shards and each process.
     *
     * @return 1 to 1,000
     */
    public int maxConnections() {
        return maxConnections;
    }

    /**
     * Idle connections that are kept open per shard.
     *
     * @return 0 to {@code maxConnections}
     */
    public int minIdle() {
        return minIdle;
    }

    /**
     * The longest wait for a connection from the pool. Then a call fails with {@link KvUnavailableException},
     * {@link Outcome#NOT_APPLIED}.
     *
     * @return 250 ms to 1 minute
     */
    public Duration acquireTimeout() {
        return acquireTimeout;
    }

    /**
     * The longest time to open a connection.
     *
     * @return 1 ms to 1 minute
     */
    public Duration connectTimeout() {
        return connectTimeout;
    }

    /**
     * The longest wait for an answer of the server. Then a write fails with {@link Outcome#UNKNOWN}.
     *
     * @return more than {@code lockWaitTimeout}, up to 10 minutes
     */
    public Duration socketTimeout() {
        return socketTimeout;
    }

    /**
     * How long a call waits for a row that another transaction has locked. Then it fails with {@link KvServerException},
     * {@link Outcome#NOT_APPLIED}. The call may take 1 to 2 s longer: the first call that meets the lock waits inside its
     * statement first, and the last try may still be running when the time is up.
     *
     * @return 1 s to 1 minute, in whole seconds
     */
    public Duration lockWaitTimeout() {
        return lockWaitTimeout;
    }

    /**
     * Properties of the JDBC driver. They override the values that the store would set.
     *
     * @return names and values, which may be secrets; unmodifiable
     */
    public Map<String, String> driverProperties() {
        return driverProperties;
    }

    /**
     * Properties of HikariCP. They override the values that the store would set.
     *
     * @return bean names and values; unmodifiable
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

    /** Everything except the values of the properties, which may be secrets. */
    @Override
    public String toString() {
        return "pool[connections=" + minIdle + ".." + maxConnections + ", acquire=" + acquireTimeout + ", connect="
                + connectTimeout + ", socket=" + socketTimeout + ", lockWait=" + lockWaitTimeout + ", driver="
                + new TreeMap<>(driverProperties).keySet() + ", hikari=" + new TreeMap<>(hikariProperties).keySet()
                + "]";
    }
}
