package io.kvstore.engines;

import static org.awaitility.Awaitility.await;

import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Stalls the statements that write to the default table of a namespace, inside the server, until it is closed. It uses
 * no row lock, and no timeout ends it. For MySQL and MariaDB.
 */
public final class Stall implements AutoCloseable {

    private final ShardConfig shard;
    private final Connection connection;

    private Stall(ShardConfig shard, Connection connection) {
        this.shard = shard;
        this.connection = connection;
    }

    /** Stalls writes from now on, before they change rows. The table must exist. */
    public static Stall writes(ShardConfig shard) throws SQLException {
        return stall(shard, "BEFORE");
    }

    /** Stalls writes from now on, after they have changed rows and before they commit. The table must exist. */
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

    /** Returns when this number of statements are stalled. */
    public void awaitStatements(int count) {
        await().until(() -> Engine.query(
                        shard,
                        "SELECT COUNT(*) FROM information_schema.processlist"
                                + " WHERE db = DATABASE() AND state = 'User lock'")
                == count);
    }

    /** Ends the stall. */
    public void end() throws SQLException {
        connection.close();
    }

    @Override
    public void close() throws SQLException {
        end();
    }
}
