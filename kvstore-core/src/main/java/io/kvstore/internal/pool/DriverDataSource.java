package io.kvstore.internal.pool;

import io.kvstore.ShardConfig;
import io.kvstore.internal.engine.Dialects;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections with a JDBC driver. HikariCP could do so from a URL, but then it sets the login timeout of
 * DriverManager for the whole process. Thread-safe.
 */
final class DriverDataSource implements DataSource {

    private final Driver driver;
    private final String url;
    private final Properties properties;
    private final Duration connectTimeout;
    private final SessionSetup session;

    DriverDataSource(
            ShardConfig shard, String url, Properties properties, Duration connectTimeout, SessionSetup session) {
        this.url = url;
        this.session = session;
        this.connectTimeout = connectTimeout;
        this.properties = new Properties();
        this.properties.putAll(properties);
        this.properties.setProperty("user", shard.user());
        this.properties.setProperty("password", shard.password());
        driver = driver(shard);
    }

    private static Driver driver(ShardConfig shard) {
        Class<?> type = Dialects.of(shard).driver().load("shard '" + shard.name() + "'");
        try {
            return type.asSubclass(Driver.class).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("shard '" + shard.name() + "': the JDBC driver does not start: " + e, e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection;
        try {
            connection = driver.connect(url, properties);
        } catch (SQLException e) {
            throw MaskedErrors.mask(e); // drivers quote URLs, which may contain secrets
        }
        if (connection == null) {
            throw new SQLException("the driver " + driver.getClass().getName() + " does not know the URL", "08001");
        }
        try {
            session.setUp(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            close(connection, e);
            throw e;
        }
    }

    private static void close(Connection connection, Exception cause) {
        try {
            connection.close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("one user per shard");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter writer) {}

    /** HikariCP uses it when it closes: so long it waits for connections that are being opened. */
    @Override
    public int getLoginTimeout() {
        return Math.toIntExact(connectTimeout.toSeconds()) + 1;
    }

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("not a wrapper");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
