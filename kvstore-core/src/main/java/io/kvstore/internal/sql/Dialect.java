package io.kvstore.internal.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.base.Splitter;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.JdbcDriver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/** What differs between kinds of database. Stateless. */
public sealed interface Dialect permits H2Dialect, MySqlDialect {

    /** The table that says which namespaces a database holds, for which shard. */
    String META_TABLE = "kvstore_meta";

    static Dialect of(ShardConfig shard) {
        return shard.url().startsWith("jdbc:h2:") ? new H2Dialect() : new MySqlDialect();
    }

    static String table(String namespace) {
        return "kv_" + namespace;
    }

    /** Puts this dialect's expressions for the clock and its index hints into a statement. */
    String fill(String template);

    /** The writes on keys. */
    Writes writes();

    /** A DELETE of those rows of a condition that nobody has locked, where the database can tell, found by primary key alone. */
    String deleteUnlocked(String condition);

    /** Whether {@link Statements#together} works here. */
    boolean tellsWritesApart();

    /** What connects to it. */
    JdbcDriver driver();

    /** The resource that holds the DDL. */
    String ddlResource();

    /** The URL to connect to, and into {@code properties} what the driver is told besides. */
    String connect(ShardConfig shard, PoolConfig pool, Properties properties);

    /** Makes the session of a new connection what the statements stand on; an SQLException refuses the connection. */
    SessionFacts setUpSession(Connection connection, PoolConfig pool) throws SQLException;

    /** Asks a connection that is to write to this table whether its counts of rows can be relied on. */
    void proveRowCounts(Connection connection, String table) throws SQLException;

    /**
     * Ends another connection, which was lost, and returns whether it is gone, and so whatever was under way on it. To be
     * called again until it is.
     *
     * @param server the one that {@code connection} leads to
     */
    default boolean end(Connection connection, String server, SessionFacts lost) throws SQLException {
        return true;
    }

    /** What an error means for the statement that met it. */
    Fault fault(SQLException error);

    /** What an error means for a connection that could not be had, or whose shard could not be prepared. */
    Fault connectFault(SQLException error);

    /** What to do about an error; empty if that is not known, or goes without saying. */
    String advice(SQLException error);

    /** What checks the server and gives its figures. */
    ServerInfo server();

    default Statements statements(String namespace) {
        return new Statements(this, table(namespace));
    }

    /** Creates the tables of a namespace, where they are missing. */
    default List<String> ddl(String namespace) {
        return script(ddlResource(), namespace);
    }

    /** Brings the table of a namespace from version 1 of the schema to version 2, and then says so in its meta row. */
    default List<String> migration(String namespace) {
        return script(ddlResource().replace(".sql", "-2.sql"), namespace);
    }

    private static List<String> script(String name, String namespace) {
        try (InputStream resource = Dialect.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the file " + name + " is missing beside the class "
                        + Dialect.class.getName() + ": keep the resources of kvstore-core when you repackage it");
            }
            String script = new String(resource.readAllBytes(), UTF_8);
            return Splitter.on(';')
                    .trimResults()
                    .omitEmptyStrings()
                    .splitToList(script.replace("{table}", table(namespace))
                            .replace("{namespace}", namespace)
                            .replace("{meta}", META_TABLE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
