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
 * Breaks connections of a shard that is behind a proxy, now in one way and now in another. The statements that are out
 * then are carried out or not, and nobody is told. Thread-safe.
 */
final class Faults implements AutoCloseable {

    private static final int NO_SUCH_THREAD = 1094;

    private final TcpProxy proxy;
    private final Connection beside;
    private final boolean killsStatements;
    private final int every;
    private final Random random;

    /**
     * For a shard as it is known to who need not pass the proxy.
     *
     * @param killsStatements not on MariaDB, where a killed UPDATE may say that no row matched: docs/OPERATIONS.md
     * @param every how many calls there are to a fault, on average
     */
    Faults(TcpProxy proxy, ShardConfig shard, boolean killsStatements, int every, long seed) throws SQLException {
        this.proxy = proxy;
        this.killsStatements = killsStatements;
        this.beside = Engine.connect(shard);
        this.every = every;
        this.random = new Random(seed);
    }

    /** The same client, but that before some of its calls the connections of others break. */
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

    /** Statements arrive and are carried out, but no answers come back, and in the end the connections are cut. */
    private void loseAnswers() {
        proxy.swallowAnswers();
        LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
        proxy.restore();
    }

    /** Kills half of the connections that others have to the same database, or their statements. */
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
        // Not from information_schema: MySQL fails to convert the bytes in statements that run.
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
            if (e.getErrorCode() != NO_SUCH_THREAD) { // it may be gone by now
                throw e;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        beside.close();
    }
}
