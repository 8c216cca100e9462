package io.kvstore.history;

import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.TcpProxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Breaks connections of a shard behind a proxy, in several ways. The statements in flight may or may not be executed,
 * and nobody learns which. Thread-safe.
 */
final class Faults implements AutoCloseable {

    private static final int NO_SUCH_THREAD = 1094;

    private final TcpProxy proxy;
    private final Connection beside;
    private final boolean killsStatements;
    private final int every;
    private final Random random;

    /**
     * Takes the shard without the proxy.
     *
     * @param killsStatements false on MariaDB, where a killed UPDATE may report that no row matched: docs/OPERATIONS.md
     * @param every the mean number of calls per fault
     */
    Faults(TcpProxy proxy, ShardConfig shard, boolean killsStatements, int every, long seed) throws SQLException {
        this.proxy = proxy;
        this.killsStatements = killsStatements;
        this.beside = Engine.connect(shard);
        this.every = every;
        this.random = new Random(seed);
    }

    /** Returns a client that breaks connections before some of its calls. */
    Client around(Client client) {
        return (key, request) -> {
            perhapsBreak();
            return client.call(key, request);
        };
    }

    private synchronized void perhapsBreak() {
        if (random.nextInt(every) != 0) {
            return;
        }
        try {
            switch (random.nextInt(4)) {
                case 0 -> proxy.cut();
                case 1 -> loseAnswers();
                case 2 -> kill("KILL ");
                default -> kill(killsStatements ? "KILL QUERY " : "KILL ");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("no fault could be injected", e);
        }
    }

    /** Statements arrive and are executed, but no answers come back. At the end, the connections are closed. */
    private void loseAnswers() {
        proxy.swallowAnswers();
        LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
        proxy.restore();
    }

    /** Kills half of the other connections to the same database, or their statements. */
    private void kill(String command) throws SQLException {
        try (Statement statement = beside.createStatement()) {
            for (long connection : others(statement)) {
                if (random.nextBoolean()) {
                    killOne(statement, command + connection);
                }
            }
        }
    }

    private List<Long> others(Statement statement) throws SQLException {
        List<Long> ids = new ArrayList<>();
        // Not from information_schema: MySQL cannot convert the bytes in running statements.
        try (ResultSet row = statement.executeQuery("SHOW PROCESSLIST")) {
            while (row.next()) {
                boolean same = beside.getCatalog().equals(row.getString("db"));
                if (same && !"SHOW PROCESSLIST".equals(row.getString("info"))) {
                    ids.add(row.getLong("id"));
                }
            }
        }
        return ids;
    }

    private static void killOne(Statement statement, String kill) throws SQLException {
        try {
            statement.execute(kill);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) { // it may have ended meanwhile
                throw e;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        beside.close();
    }
}
