package io.kvstore.engines;

import com.google.common.base.Suppliers;
import io.kvstore.ShardConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Two servers of one kind, each with an empty database of the same name, and one address that leads to the first of them
 * or to the second. The user may do in his database what the store needs, and nothing to a server that is read-only.
 */
public final class ServerPair implements AutoCloseable {

    private static final Supplier<MariaDbServer> MARIADB = Suppliers.memoize(MariaDbServer::start);
    private static final Supplier<MySqlServer> MYSQL = Suppliers.memoize(() -> MySqlServer.start(Map.of()));
    private static final String USER = "app";

    private final ShardConfig first;
    private final ShardConfig second;
    private final TcpProxy proxy;

    /** The second server is the one of other tests too. */
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
        for (String host : List.of("%", "localhost")) { // at localhost MariaDB has an anonymous user, who would win
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

    /** The first server itself, with all rights. */
    public ShardConfig first() {
        return first;
    }

    /** The second server itself, with all rights. */
    public ShardConfig second() {
        return second;
    }

    /** New connections lead to the second server. Those to the first one stay. */
    public void leadToSecond() {
        proxy.lead(port(second));
    }

    public void leadToFirst() {
        proxy.lead(port(first));
    }

    /** Cuts all connections. */
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

    /** A sum of all tables that a store makes in the second server's database. */
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
