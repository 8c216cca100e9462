package io.kvstore.examples.bench;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.util.Map;
import java.util.Properties;

/**
 * The SQL and the driver settings of the plain baselines for each kind of database. Clock and driver settings are those
 * of the store.
 */
enum PlainDialect {
    MYSQL(
            "CAST(UNIX_TIMESTAMP(NOW(3)) * 1000 AS SIGNED)",
            "CAST(UNIX_TIMESTAMP(NOW(6)) * 1000000 AS SIGNED)",
            "MEDIUMBLOB",
            "") {
        @Override
        void addDefaults(ShardConfig shard, Properties properties, PoolConfig config) {
            properties.putAll(MYSQL_DEFAULTS);
            properties.setProperty(
                    "connectTimeout", Long.toString(config.connectTimeout().toMillis()));
            properties.setProperty(
                    "socketTimeout", Long.toString(config.socketTimeout().toMillis()));
            properties.setProperty(
                    "sessionVariables",
                    "time_zone='+00:00',innodb_lock_wait_timeout="
                            + config.lockWaitTimeout().toSeconds());
            MySqlUrl url = MySqlUrl.of(shard);
            properties.keySet().removeIf(url.names()::contains);
            if (url.needsProof(config)) {
                properties.setProperty("sslMode", "VERIFY_IDENTITY");
            }
        }

        @Override
        String number(String bytes) {
            return "CAST(" + bytes + " AS SIGNED)";
        }

        @Override
        String sum(String number) {
            return "CAST(LAST_INSERT_ID(" + number + ") AS CHAR)";
        }

        @Override
        boolean hasLastInsertId() {
            return true;
        }
    },
    H2(
            "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(3)) * 1000 AS BIGINT)",
            "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT)",
            "VARBINARY(16777215)",
            ";MODE=MySQL") {
        @Override
        void addDefaults(ShardConfig shard, Properties properties, PoolConfig config) {}

        @Override
        String number(String bytes) {
            return "CAST(UTF8TOSTRING(" + bytes + ") AS BIGINT)";
        }

        @Override
        String sum(String number) {
            return "STRINGTOUTF8(CAST(" + number + " AS VARCHAR))";
        }

        @Override
        boolean hasLastInsertId() {
            return false;
        }
    };

    private static final Map<String, String> MYSQL_DEFAULTS = Map.of(
            "useServerPrepStmts", "true",
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "256",
            "prepStmtCacheSqlLimit", "65536",
            "useLocalSessionState", "true",
            "maintainTimeStats", "false",
            "enableQueryTimeouts", "false",
            "openTelemetry", "DISABLED",
            "connectionCollation", "utf8mb4_bin",
            "useAffectedRows", "true");

    private final String millis;
    private final String micros;
    private final String blob;
    private final String urlSuffix;

    PlainDialect(String millis, String micros, String blob, String urlSuffix) {
        this.millis = millis;
        this.micros = micros;
        this.blob = blob;
        this.urlSuffix = urlSuffix;
    }

    static PlainDialect of(ShardConfig shard) {
        return shard.url().startsWith("jdbc:h2:") ? H2 : MYSQL;
    }

    /** Adds the driver properties that neither the URL nor the config sets. */
    abstract void addDefaults(ShardConfig shard, Properties properties, PoolConfig config);

    /** An expression that converts bytes to a decimal number. */
    abstract String number(String bytes);

    /**
     * An expression that converts a number to decimal digits. If the database can, it also returns the number to the
     * client.
     */
    abstract String sum(String number);

    /** Whether {@link #sum} returns the number to the client as the last insert id. */
    abstract boolean hasLastInsertId();

    /** The URL of a shard, with the mode that the statements need. */
    String url(ShardConfig shard) {
        return shard.url() + urlSuffix;
    }

    /** Fills the database's clock, in ms and µs, into a statement. */
    String fill(String template) {
        return template.replace("{ms}", millis).replace("{us}", micros);
    }

    /** The statement that creates a table of the plain baselines. */
    String ddl(String table) {
        return """
                CREATE TABLE {table} (
                  k VARBINARY(255) NOT NULL PRIMARY KEY,
                  v {blob} NOT NULL,
                  version BIGINT NOT NULL,
                  expires_at BIGINT NOT NULL,
                  INDEX {table}_expires (expires_at)
                )""".replace("{blob}", blob).replace("{table}", table);
    }
}
