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
import org.jspecify.annotations.Nullable;

/** The differences between kinds of databases. Stateless. */
public interface Dialect {

    /** The table that lists the namespaces of a database, and the shard to which each belongs. */
    String META_TABLE = "kvstore_meta";

    static String table(String namespace) {
        return "kv_" + namespace;
    }

    /** Replaces the placeholders of a statement by this dialect's expressions for the clock and its index hints. */
    String fill(String template);

    /** The writes on keys. */
    Writes writes();

    /** Does a write to one row, with parameters; returns null if it changed none. */
    @Nullable
    Changed write(Connection connection, WriteText text, Arguments arguments) throws SQLException;

    /** A DELETE of those rows of a condition that nobody has locked, where the database can tell, found by primary key alone. */
    String deleteUnlocked(String condition);

    /** Whether {@link WriteText#together} works here. */
    boolean tellsWritesApart();

    /** The JDBC driver. */
    JdbcDriver driver();

    /** The resource with the statements that create the tables. */
    String ddlResource();

    /** Returns the URL to connect to. Adds the other settings of the driver to {@code properties}. */
    String connect(ShardConfig shard, PoolConfig pool, Properties properties);

    /** Sets up the session of a new connection and verifies it. Throws an SQLException to refuse the connection. */
    SessionFacts setUpSession(Connection connection, PoolConfig pool) throws SQLException;

    /** Checks before the first write of a connection to this table that the server counts changed rows. */
    void proveRowCounts(Connection connection, String table) throws SQLException;

    /**
     * Kills a lost connection. Returns whether it, and its statement, has ended. Call it again until it returns true.
     *
     * @param server the server to which {@code connection} leads
     */
    default boolean end(Connection connection, String server, SessionFacts lost) throws SQLException {
        return true;
    }

    /** The meaning of an error for the statement that failed. */
    Fault fault(SQLException error);

    /** The meaning of an error for a connection that could not be opened, or for a shard that could not be prepared. */
    Fault connectFault(SQLException error);

    /** What to do about an error. Empty if that is unknown or obvious. */
    String advice(SQLException error);

    /** Checks the server and reads its statistics. */
    ServerInfo server();

    default Statements statements(String namespace) {
        return new Statements(this, table(namespace));
    }

    /** The statements that create the missing tables of a namespace. */
    default List<String> ddl(String namespace) {
        return script(ddlResource(), namespace);
    }

    /** The statements that migrate the table of a namespace to a version from the one before, and update its meta row. */
    default List<String> migration(String namespace, int version) {
        return script(ddlResource().replace(".sql", "-" + version + ".sql"), namespace);
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
