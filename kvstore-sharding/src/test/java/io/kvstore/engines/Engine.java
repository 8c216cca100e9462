package io.kvstore.engines;

import io.kvstore.KvConfig;
import io.kvstore.ShardConfig;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A kind of database for tests. There is one server per JVM, with a new database for each test. */
public enum Engine {
    H2 {
        @Override
        ShardConfig newDatabase(String name) {
            return ShardConfig.of(name, "jdbc:h2:mem:test" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
        }
    },
    MARIADB {
        @Override
        ShardConfig newDatabase(String name) {
            return MariaDbServer.shared().newDatabase(name);
        }
    },
    MYSQL {
        @Override
        ShardConfig newDatabase(String name) {
            return MySqlServer.shared().newDatabase(name);
        }
    };

    private static final int NO_SUCH_THREAD = 1094;
    static final AtomicInteger NEXT = new AtomicInteger();

    abstract ShardConfig newDatabase(String name);

    /** All engines, or all without MySQL if it is not available: see {@link NeedsMySql}. */
    public static List<Engine> available() {
        return NeedsMySql.Condition.runs() ? List.of(values()) : List.of(H2, MARIADB);
    }

    /** The engines that are servers and have row locks. */
    public static List<Engine> servers() {
        return available().stream().filter(engine -> engine != H2).toList();
    }

    /** Creates shards named shard-0, shard-1, …, each with a new and empty database. */
    public List<ShardConfig> newShards(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> newDatabase("shard-" + i))
                .toList();
    }

    public KvConfig.Builder newStore(int shards) {
        return KvConfig.builder().shards(newShards(shards));
    }

    /** For servers with bad defaults. */
    private static final String SANE =
            "autocommit=1,completion_type=0,transaction_read_only=0,sql_mode='',sql_safe_updates=0,"
                    + "sql_select_limit=18446744073709551615,max_join_size=18446744073709551615,sql_big_selects=1,"
                    + "lock_wait_timeout=50,innodb_lock_wait_timeout=50,transaction_isolation='REPEATABLE-READ'";

    /** Opens a connection that bypasses the store. */
    public static Connection connect(ShardConfig shard) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", shard.user());
        properties.setProperty("password", shard.password());
        boolean h2 = shard.url().startsWith("jdbc:h2:");
        if (!h2) {
            properties.setProperty("sessionVariables", SANE);
        }
        return DriverManager.getConnection(shard.url() + (h2 ? ";MODE=MySQL" : ""), properties);
    }

    public static int execute(ShardConfig shard, String sql) {
        try (Connection connection = connect(shard);
                var statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public static long query(ShardConfig shard, String sql) {
        return query(shard, sql, 1);
    }

    /** The number of transactions on the shard's server that wait for a row lock. */
    public static long rowLockWaits(ShardConfig shard) {
        return status(shard, "Innodb_row_lock_current_waits");
    }

    /** A status variable of the shard's server. */
    public static long status(ShardConfig shard, String name) {
        return query(shard, "SHOW GLOBAL STATUS LIKE '" + name + "'", 2);
    }

    /** Kills all other connections to the shard's server, so that new ones get its new defaults. */
    public static void killOthers(ShardConfig shard) {
        try (Connection connection = connect(shard);
                var statement = connection.createStatement()) {
            List<Long> ids = new ArrayList<>();
            try (var row = statement.executeQuery("SELECT id FROM information_schema.processlist WHERE user = '"
                    + shard.user() + "' AND id <> CONNECTION_ID()")) {
                while (row.next()) {
                    ids.add(row.getLong(1));
                }
            }
            for (long id : ids) {
                kill(statement, id);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void kill(Statement statement, long id) throws SQLException {
        try {
            statement.execute("KILL " + id);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_THREAD) { // it may have ended meanwhile
                throw e;
            }
        }
    }

    static long query(ShardConfig shard, String sql, int column) {
        try (Connection connection = connect(shard);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(column);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
