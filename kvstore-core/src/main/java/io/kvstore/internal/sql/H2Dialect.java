package io.kvstore.internal.sql;

import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** H2 in its MySQL mode: the embedded default. */
final class H2Dialect implements Dialect {

    private static final Pattern FILE = Pattern.compile("^jdbc:h2:file:(/[^;]*|[A-Za-z]:[^;]*)");

    @Override
    public String fill(String template) {
        return template.replace("{ms}", "CAST(FLOOR(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000) AS BIGINT)")
                .replace("{us}", "CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP(6)) * 1000000 AS BIGINT)")
                .replace("{ttl}", "CAST(? AS BIGINT)")
                .replace("{primary}", "")
                .replace("{expires}", "");
    }

    @Override
    public String deleteByPrimary() {
        return "DELETE FROM {table}";
    }

    @Override
    public boolean tellsDeletesApart() {
        return false; // of several statements in one text, H2 gives back the first one's result alone
    }

    @Override
    public String ddlResource() {
        return "h2.sql";
    }

    @Override
    public String connect(ShardConfig shard, PoolConfig pool, Properties properties) {
        properties.putAll(pool.driverProperties());
        String url = shard.url();
        makeDirectory(url);
        String known = url.toUpperCase(Locale.ROOT);
        return url
                + (known.contains(";MODE=") ? "" : ";MODE=MySQL")
                + (known.contains(";LOCK_TIMEOUT=")
                        ? ""
                        : ";LOCK_TIMEOUT=" + pool.lockWaitTimeout().toMillis());
    }

    /** Before shards open at once: H2 fails where two of its databases make the same directory. */
    private static void makeDirectory(String url) {
        Matcher file = FILE.matcher(url);
        if (!file.find()) {
            return;
        }
        Path parent = Path.of(file.group(1)).getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("directory '" + parent + "' cannot be made: " + e, e);
        }
    }

    @Override
    public SessionFacts setUpSession(Connection connection, PoolConfig pool) {
        return SessionFacts.UNLIMITED;
    }

    @Override
    public Fault fault(SQLException error) {
        return H2Faults.of(error);
    }

    @Override
    public ServerInfo server() {
        return new H2Server();
    }
}
