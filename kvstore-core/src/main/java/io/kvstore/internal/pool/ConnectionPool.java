package io.kvstore.internal.pool;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Suppliers;
import com.google.common.collect.MapMaker;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.kvstore.KvAdmin;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connections to one server: a HikariCP pool, configured as docs/OPERATIONS.md describes. Thread-safe. */
public final class ConnectionPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionPool.class);

    /** Bounds the connect and each answer of a {@link #probe}. */
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

    private final ShardConfig shard;
    private final DriverDataSource driver;
    private final Supplier<DriverDataSource> prober;
    private final HikariDataSource pool;
    private final boolean inMemory;
    private final Map<Connection, Session> sessions = new MapMaker().weakKeys().makeMap();
    private volatile SessionFacts facts = SessionFacts.UNLIMITED;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection anchor; // keeps an H2 database in memory alive; guarded by lock

    /** Opens no connection yet, unless the configuration keeps idle connections. */
    public ConnectionPool(
            ShardConfig shard,
            PoolConfig config,
            Dialect dialect,
            ConnectionCheck check,
            ScheduledExecutorService scheduler) {
        this.shard = shard;
        Properties properties = new Properties();
        String url = dialect.connect(shard, config, properties);
        driver = new DriverDataSource(shard, url, properties, config.connectTimeout(), connection -> {
            SessionFacts said = dialect.setUpSession(connection, config);
            check.check(connection, said);
            remember(connection, new Session(dialect, said));
        });
        prober = Suppliers.memoize(() -> prober(shard, config, dialect));
        inMemory = url.startsWith("jdbc:h2:mem:");
        HikariConfig hikari = HikariProperties.config(shard, config);
        hikari.setDataSource(driver);
        hikari.setScheduledExecutor(scheduler);
        hikari.setThreadFactory(Threads.daemon(hikari.getPoolName()));
        pool = new HikariDataSource(hikari);
    }

    private static DriverDataSource prober(ShardConfig shard, PoolConfig config, Dialect dialect) {
        PoolConfig impatient = config.withConnectTimeout(PROBE_TIMEOUT).withSocketTimeout(PROBE_TIMEOUT);
        Properties properties = new Properties();
        String url = dialect.connect(shard, impatient, properties);
        return new DriverDataSource(shard, url, properties, PROBE_TIMEOUT, connection -> {});
    }

    /** Borrows a connection, or throws an SQLException after the acquire timeout. The caller closes it. */
    public Connection borrow() throws SQLException {
        return pool.getConnection();
    }

    /**
     * Opens a connection outside of the pool, for single tasks. Errors arrive at once, and are those of the driver. The
     * caller closes it.
     */
    public Connection direct() throws SQLException {
        keepInMemory();
        return driver.getConnection();
    }

    private void keepInMemory() throws SQLException {
        if (!inMemory) {
            return;
        }
        lock.lock();
        try {
            if (anchor == null && !pool.isClosed()) {
                anchor = driver.getConnection();
            }
        } finally {
            lock.unlock();
        }
    }

    private void remember(Connection connection, Session session) {
        sessions.put(connection, session);
        facts = session.facts();
    }

    /** What the server reported when this connection was opened. */
    public SessionFacts facts(Connection connection) throws SQLException {
        return session(connection).facts();
    }

    /** What is known about a connection that was borrowed. */
    public Session session(Connection connection) throws SQLException {
        return requireNonNull(sessions.get(connection.unwrap(Connection.class)), "made by this pool");
    }

    /** What the server reported on the newest connection. */
    public SessionFacts facts() {
        return facts;
    }

    /** Whether any statement has been out for at least so long. */
    public boolean isOut(Duration time) {
        long nanos = time.toNanos();
        return sessions.values().stream().anyMatch(session -> session.isOut(nanos));
    }

    /** Closes the connections on which a statement is out. The statements fail, as if the server had closed them. */
    public void abortOut() {
        sessions.forEach((connection, session) -> {
            if (session.isOut(0)) {
                abort(connection);
            }
        });
    }

    private static void abort(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("aborting a connection", e);
        }
    }

    /**
     * Opens and closes a connection outside of the pool, to see whether the server answers. Fails within about twice
     * {@link #PROBE_TIMEOUT}.
     */
    public void probe() throws SQLException {
        prober.get().getConnection().close();
    }

    /** Closes a borrowed connection when it is returned. */
    public void evict(Connection connection) {
        pool.evictConnection(connection);
    }

    /** Closes the idle connections now, and each of the others when it is returned. */
    public void evictAll() {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        if (figures != null) {
            figures.softEvictConnections();
        }
    }

    /** Whether any connection is open. If so, a borrow that timed out means a busy pool, not a dead server. */
    public boolean hasConnections() {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        return figures != null && figures.getTotalConnections() > 0;
    }

    public boolean isClosed() {
        return pool.isClosed();
    }

    public KvAdmin.Pool figures() {
        HikariPoolMXBean figures = pool.getHikariPoolMXBean();
        int max = pool.getMaximumPoolSize();
        return figures == null
                ? new KvAdmin.Pool(shard.name(), 0, 0, 0, max)
                : new KvAdmin.Pool(
                        shard.name(),
                        figures.getActiveConnections(),
                        figures.getIdleConnections(),
                        figures.getThreadsAwaitingConnection(),
                        max);
    }

    @Override
    public void close() {
        pool.close();
        lock.lock();
        try {
            if (anchor != null) {
                anchor.close();
                anchor = null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("closing shard '" + shard.name() + "'", e);
        } finally {
            lock.unlock();
        }
    }
}
