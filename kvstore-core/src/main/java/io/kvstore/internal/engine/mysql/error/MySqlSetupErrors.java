package io.kvstore.internal.engine.mysql.error;

import com.google.common.collect.ImmutableMap;

/** Errors of MySQL and MariaDB that remain until somebody fixes something, with what to fix. */
public final class MySqlSetupErrors {

    private static final String ROW =
            "writes fail while the server has binlog_format=STATEMENT, which READ COMMITTED does not allow: set"
                    + " binlog_format=ROW";
    private static final String GRANT = "grant what docs/OPERATIONS.md lists under Privileges";
    private static final String TABLE = "the table is not as `kv schema` prints it: fix or restore it";
    private static final String EXPIRED = "give the user a new password (ALTER USER) and the shard's config the same";
    private static final String UNLOCK = "unlock the user: ALTER USER … ACCOUNT UNLOCK";
    private static final String TLS = "set sslMode=VERIFY_IDENTITY, or REQUIRED, in the shard's URL";
    private static final String VARIABLE = "check sessionVariables in pool.driverProperties, and init_connect";
    private static final String LOGIN = "check the user's plugin (mysql.user) and authenticationPlugins";

    private static final ImmutableMap<Integer, String> ADVICE = ImmutableMap.<Integer, String>builder()
            .put(1044, GRANT) // of the database
            .put(1045, "check the user, its password, and the hosts and the TLS that its account requires")
            .put(1698, LOGIN) // as 1045, by the plugin
            .put(1873, GRANT)
            .put(1142, GRANT) // of a table
            .put(1143, GRANT) // of a column
            .put(1227, GRANT) // of an action
            .put(1370, GRANT) // of a routine
            .put(3879, GRANT)
            .put(6444, "the server's firewall refuses the user: ask its administrator")
            .put(1046, "write a database into the shard's URL: jdbc:mysql://host:port/database")
            .put(1049, "create the database, or write the name of another into the shard's URL")
            .put(1129, "find the cause of the failed connections, then run FLUSH HOSTS on the server")
            .put(1130, "create the user for this host: CREATE USER 'name'@'host'")
            .put(1251, LOGIN)
            .put(1275, LOGIN)
            .put(1524, LOGIN)
            .put(1820, EXPIRED)
            .put(1862, EXPIRED)
            .put(3118, UNLOCK)
            .put(3955, UNLOCK)
            .put(4150, UNLOCK) // MariaDB: too many wrong passwords
            .put(4151, UNLOCK) // MariaDB
            .put(3159, TLS)
            .put(1193, VARIABLE)
            .put(1229, VARIABLE)
            .put(1231, VARIABLE)
            .put(1232, VARIABLE)
            .put(1238, VARIABLE)
            .put(1621, VARIABLE)
            .put(1146, TABLE) // no such table
            .put(1932, TABLE) // MariaDB: no such table in the engine
            .put(1812, TABLE) // no tablespace
            .put(1814, TABLE) // discarded tablespace
            .put(1054, TABLE) // no such column
            .put(1048, TABLE) // null in a column that we do not know
            .put(1136, TABLE)
            .put(1176, TABLE) // no such index
            .put(1347, TABLE) // a view
            .put(1356, TABLE) // a view
            .put(1364, "somebody added this column: give it a default, or drop it")
            .put(1036, TABLE) // read-only
            .put(1235, "the server lacks what the statements need: MySQL 8.4 or later, or MariaDB 10.11 or later")
            .put(1286, "the server has no InnoDB: start it with InnoDB")
            .put(1665, ROW)
            .put(1661, ROW)
            .put(1662, ROW)
            .put(1663, ROW)
            .put(1666, ROW)
            .put(1785, TABLE) // not in a transactional engine
            .put(1792, "sessions are read-only by transaction_read_only: set it to OFF")
            .put(3098, "the table does not meet the requirements of group replication: see the server's error log")
            .buildOrThrow();

    private MySqlSetupErrors() {}

    static boolean contains(int code) {
        return ADVICE.containsKey(code);
    }

    /** What to do; empty if that is not known here. */
    public static String advice(int code) {
        return ADVICE.getOrDefault(code, "");
    }
}
