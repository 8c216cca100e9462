package io.kvstore.engines;

import com.google.common.base.Suppliers;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Two servers of one kind, each with an empty database of the same name. One address leads to the first or to the
 * second server. The user has all privileges that the store needs. He cannot write to a read-only server.
 */
public final class ServerPair implements AutoCloseable {

    private static final Supplier<MariaDbServer> MARIADB = Suppliers.memoize(MariaDbServer::start);
    private static final Supplier<MySqlServer> MYSQL = Suppliers.memoize(() -> MySqlServer.start(Map.of()));
    private static final String USER = "app";

    private final ShardConfig first;
    private final ShardConfig second;
    private final TcpProxy proxy;

    /** The second server is shared with other tests. */
    public ServerPair(Engine engine) throws IOException {
        first = engine == Engine.MYSQL
                ? MYSQL.get().newDatabase("shard-0")
                : MARIADB.get().newDatabase("shard-0");
        ShardConfig shared = engine.newDatabase("shard-0");
        second = withDatabase(shared, database(first));
        Engine.execute(shared, "CREATE DATABASE " + database(first));
        List.of(first, second).forEach(ServerPair::addUser);
        proxy = new TcpProxy(port(first));
    }

    private static void addUser(ShardConfig server) {
        for (String host : List.of("%", "localhost")) { // MariaDB prefers its anonymous user at localhost
            String user = "'" + USER + "'@'" + host + "'";
            Engine.execute(server, "CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY '" + USER + "'");
            Engine.execute(
                    server,
                    "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER ON " + database(server) + ".* TO " + user);
        }
    }

    /** The shard at the address. */
    public ShardConfig address() {
        return asUser(ShardConfig.of(
                first.name(),
                first.url().replaceFirst(":" + port(first) + "/", ":" + proxy.port() + "/"),
                first.user(),
                first.password()));
    }

    private static ShardConfig asUser(ShardConfig shard) {
        return ShardConfig.of(shard.name(), shard.url(), USER, USER);
    }

    /** The shard on the first server, with all privileges. */
    public ShardConfig first() {
        return first;
    }

    /** The shard on the second server, with all privileges. */
    public ShardConfig second() {
        return second;
    }

    /** Sends new connections to the second server. Those to the first server stay open. */
    public void leadToSecond() {
        proxy.lead(port(second));
    }

    public void leadToFirst() {
        proxy.lead(port(first));
    }

    /** Closes all connections. */
    public void cut() {
        proxy.cut();
    }

    /** Makes the first server read-only. */
    public void demoteFirst() {
        Engine.execute(first, "SET GLOBAL read_only = 1");
    }

    public void promoteFirst() {
        Engine.execute(first, "SET GLOBAL read_only = 0");
    }

    /** A checksum of the store's tables on the second server. */
    public String checksumOfSecond() {
        return List.of("kvstore_meta", "kv_default").stream()
                .map(table -> table + " " + Engine.query(second, "CHECKSUM TABLE " + table, 2))
                .toList()
                .toString();
    }

    private static int port(ShardConfig server) {
        return Integer.parseInt(server.url().replaceFirst("^[^:]*:[^:]*://[^:]*:(\\d+)/.*$", "$1"));
    }

    private static String database(ShardConfig server) {
        return server.url().replaceFirst("^.*:\\d+/(\\w+).*$", "$1");
    }

    private static ShardConfig withDatabase(ShardConfig server, String database) {
        return ShardConfig.of(
                server.name(),
                server.url().replaceFirst("/" + database(server) + "\\b", "/" + database),
                server.user(),
                server.password());
    }

    @Override
    public void close() throws IOException {
        promoteFirst();
        proxy.close();
    }
}
