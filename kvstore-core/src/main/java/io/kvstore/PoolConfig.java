package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Connections and timeouts, the same for every shard. Immutable.
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

    /**
     * Connections and timeouts. What is out of bounds or contradicts itself is refused.
     *
     * @param maxConnections connections per shard and store: 1 to 1,000. Multiply by shards and processes before you
     *     compare with the server's max_connections
     * @param minIdle connections kept open per shard: 0 to {@code maxConnections}
     * @param acquireTimeout the longest wait for a connection: 250 ms to 1 minute
     * @param connectTimeout the longest wait for a new connection to be made: 1 ms to 1 minute
     * @param socketTimeout the longest wait for an answer: at least 1 ms more than {@code lockWaitTimeout}, so from 1,001 ms,
     *     to 10 minutes
     * @param lockWaitTimeout how long a call waits for a row lock beside its lane, in whole seconds: 1 s to 1 minute. See
     *     {@link #lockWaitTimeout()}
     * @param driverProperties properties of the JDBC driver, which win over the store's own
     * @param hikariProperties properties of HikariCP by their bean names, which win over the store's own
     * @throws IllegalArgumentException if one of them is out of bounds; the message names it
     */
    public PoolConfig(
            int maxConnections,
            int minIdle,
            Duration acquireTimeout,
            Duration connectTimeout,
            Duration socketTimeout,
            Duration lockWaitTimeout,
            Map<String, String> driverProperties,
            Map<String, String> hikariProperties) {
        Checks.between("pool.maxConnections", maxConnections, 1, 1_000);
        Checks.between("pool.minIdle", minIdle, 0, 1_000);
        Checks.that(
                minIdle <= maxConnections,
                "pool.minIdle is %s and pool.maxConnections is %s: it cannot keep more than it may open",
                minIdle,
                maxConnections);
        Checks.between("pool.acquireTimeout", acquireTimeout, Duration.ofMillis(250), Duration.ofMinutes(1));
        Checks.between("pool.connectTimeout", connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1));
        Checks.between("pool.socketTimeout", socketTimeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        Checks.between("pool.lockWaitTimeout", lockWaitTimeout, Duration.ofSeconds(1), Duration.ofMinutes(1));
        Checks.that(
                lockWaitTimeout.equals(Duration.ofSeconds(lockWaitTimeout.toSeconds())),
                "pool.lockWaitTimeout is %s: it is counted in whole seconds",
                lockWaitTimeout);
        Checks.that(
                lockWaitTimeout.toMillis() < socketTimeout.toMillis(), // the driver counts in whole milliseconds
                "pool.lockWaitTimeout is %s and pool.socketTimeout is %s: the lock wait must end first, or a write"
                        + " could land after its caller gave up",
                lockWaitTimeout,
                socketTimeout);
        this.maxConnections = maxConnections;
        this.minIdle = minIdle;
        this.acquireTimeout = acquireTimeout;
        this.connectTimeout = connectTimeout;
        this.socketTimeout = socketTimeout;
        this.lockWaitTimeout = lockWaitTimeout;
        this.driverProperties = Map.copyOf(driverProperties);
        this.hikariProperties = Map.copyOf(hikariProperties);
    }

    /**
     * 10 connections, 1 kept; 1 s to get one, 2 s to make one, 10 s to answer, 2 s for a row lock.
     *
     * @return the defaults
     */
    public static PoolConfig defaults() {
        return new PoolConfig(
                10,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofSeconds(2),
                Map.of(),
                Map.of());
    }

    /**
     * With other numbers of connections.
     *
     * @param maxConnections the most per shard
     * @param minIdle how many are kept
     * @return a copy
     */
    public PoolConfig withConnections(int maxConnections, int minIdle) {
        return new PoolConfig(
                maxConnections,
                minIdle,
                acquireTimeout,
                connectTimeout,
                socketTimeout,
                lockWaitTimeout,
                driverProperties,
                hikariProperties);
    }

    /**
     * With other timeouts.
     *
     * @param acquire the longest wait for a connection
     * @param connect the longest wait for a new connection
     * @param socket the longest wait for an answer
     * @param lockWait how long a call waits for a row lock beside its lane, see {@link #lockWaitTimeout()}
     * @return a copy
     */
    public PoolConfig withTimeouts(Duration acquire, Duration connect, Duration socket, Duration lockWait) {
        return new PoolConfig(
                maxConnections, minIdle, acquire, connect, socket, lockWait, driverProperties, hikariProperties);
    }

    /**
     * With one property of the driver set, such as {@code sslMode}.
     *
     * @param name its name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withDriverProperty(String name, String value) {
        Map<String, String> properties = new TreeMap<>(driverProperties);
        properties.put(name, value);
        return new PoolConfig(
                maxConnections,
                minIdle,
                acquireTimeout,
                connectTimeout,
                socketTimeout,
                lockWaitTimeout,
                properties,
                hikariProperties);
    }

    /**
     * With one property of HikariCP set, such as {@code maxLifetime}.
     *
     * @param name its bean name
     * @param value its value
     * @return a copy
     */
    public PoolConfig withHikariProperty(String name, String value) {
        Map<String, String> properties = new TreeMap<>(hikariProperties);
        properties.put(name, value);
        return new PoolConfig(
                maxConnections,
                minIdle,
                acquireTimeout,
                connectTimeout,
                socketTimeout,
                lockWaitTimeout,
                driverProperties,
                properties);
    }

    /**
     * The most connections per shard and store.
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
