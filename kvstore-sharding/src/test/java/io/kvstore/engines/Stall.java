package io.kvstore.engines;

import static org.awaitility.Awaitility.await;

import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Holds up the statements that write to a namespace's default table, within the server, until it is closed. No row lock is
 * part of it, and no timeout ends it. For MySQL and MariaDB.
 */
public final class Stall implements AutoCloseable {

    private final ShardConfig shard;
    private final Connection connection;

    private Stall(ShardConfig shard, Connection connection) {
        this.shard = shard;
        this.connection = connection;
    }

    /** From now on, before they change their rows; the table is there. */
    public static Stall writes(ShardConfig shard) throws SQLException {
        return stall(shard, "BEFORE");
    }

    /** The same, when they have changed their rows, and before they commit. */
    public static Stall commits(ShardConfig shard) throws SQLException {
        return stall(shard, "AFTER");
    }

    private static Stall stall(ShardConfig shard, String when) throws SQLException {
        for (String event : new String[] {"INSERT", "UPDATE"}) {
            Engine.execute(
                    shard,
                    "CREATE TRIGGER IF NOT EXISTS stall_" + when + "_" + event + " " + when + " " + event
                            + " ON kv_default FOR EACH ROW BEGIN DO GET_LOCK(CONCAT('stall ', DATABASE()), 600);"
                            + " DO RELEASE_LOCK(CONCAT('stall ', DATABASE())); END");
        }
        Connection connection = Engine.connect(shard);
        connection.createStatement().execute("DO GET_LOCK(CONCAT('stall ', DATABASE()), 600)");
        return new Stall(shard, connection);
    }

    /** Returns once so many statements are held up. */
    public void awaitStatements(int count) {
        await().until(() -> Engine.query(
                        shard,
                        "SELECT COUNT(*) FROM information_schema.processlist"
                                + " WHERE db = DATABASE() AND state = 'User lock'")
                == count);
    }

    /** Lets them go. */
    public void end() throws SQLException {
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        end();
    }
}
