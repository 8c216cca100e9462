package io.kvstore.internal.schema;

import com.google.common.util.concurrent.Striped;
import io.kvstore.KvConfig;
import io.kvstore.KvSetupException;
import io.kvstore.ShardConfig;
import io.kvstore.internal.JdbcDriver;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Indexes;
import io.kvstore.internal.sql.ServerInfo;
import io.kvstore.internal.sql.UnfitSessionException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of one shard. Creates them if they are missing, and verifies that they belong to this shard and have this
 * layout. Used by one thread at a time.
 */
public final class Schema {

    /** The version of the tables that this code reads and writes. */
    static final int VERSION = 2;

    /** The first one. */
    private static final int OLDEST = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /**
     * Locks by URL. H2 replaces a table that it alters by a copy, and fails if another connection uses the table at
     * that time.
     */
    private static final Striped<Lock> EMBEDDED = Striped.lock(64);

    private final Dialect dialect;
    private final KvConfig config;
    private final ShardConfig shard;
    private final String layout;
    private List<String> warned = List.of();

    public Schema(Dialect dialect, KvConfig config, ShardConfig shard, String layout) {
        this.dialect = dialect;
        this.config = config;
        this.shard = shard;
        this.layout = layout;
    }

    /** Creates and verifies the tables. Throws if the shard is unfit. */
    public void prepare(Handle handle) {
        alone(() -> {
            refuse(dialect.server().refusals(handle, config.maxValueBytes()));
            Meta meta = find(handle).orElseGet(() -> create(handle));
            if (meta.version() > VERSION) {
                throw unknown(meta);
            }
            verifyTables(handle, meta, config.createSchema());
        });
    }

    /**
     * As {@link #prepare}, for a server that replaces one that was prepared. It creates and alters nothing. A newer client
     * may have migrated the tables since: its version is accepted.
     */
    public void verify(Handle handle) {
        alone(() -> {
            refuse(dialect.server().refusals(handle, config.maxValueBytes()));
            verifyTables(handle, find(handle).orElseThrow(() -> lacksMeta(handle)), false);
        });
    }

    private void alone(Runnable work) {
        if (dialect.driver() != JdbcDriver.H2) {
            work.run();
            return;
        }
        Lock lock = EMBEDDED.get(shard.url());
        lock.lock();
        try {
            work.run();
        } finally {
            lock.unlock();
        }
    }

    private void verifyTables(Handle handle, Meta meta, boolean mayAlter) {
        verify(meta);
        ServerInfo server = dialect.server();
        String table = Dialect.table(config.namespace());
        if (!exists(handle, table)) {
            throw missing(table);
        }
        migrate(handle, meta, mayAlter);
        String ddl = String.join("\n", dialect.ddl(config.namespace()));
        refuse(server.tableRefusals(handle, table, ddl, config.maxValueBytes()));
        Indexes indexes = server.indexes(handle, table);
        refuse(indexes.refusal().stream().toList());
        List<String> warnings = new ArrayList<>(server.warnings(handle));
        warnings.addAll(server.tableWarnings(handle, table));
        indexes.warning().ifPresent(warnings::add);
        warn(warnings);
        proveRowCounts(handle.getConnection(), table);
    }

    /**
     * A read-only server cannot be checked now. The check is then made before the first write. Reads do not need it.
     */
    private void proveRowCounts(Connection connection, String table) {
        try {
            dialect.proveRowCounts(connection, table);
        } catch (UnfitSessionException e) {
            throw refused(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            LOG.debug("shard '{}': row counts are checked before the first write", shard.name(), e);
        }
    }

    private void refuse(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw refused(String.join("; ", reasons));
        }
    }

    /** Logs only warnings that were not logged before for this server. */
    private void warn(List<String> warnings) {
        if (!warnings.equals(warned)) {
            warnings.forEach(warning -> LOG.warn("shard '{}': {}", shard.name(), warning));
        }
        warned = warnings;
    }

    private record Meta(int version, String shard, String layout) {}

    private Optional<Meta> find(Handle handle) {
        if (!exists(handle, Dialect.META_TABLE)) {
            return Optional.empty();
        }
        return handle.createQuery("SELECT version, shard, layout FROM " + Dialect.META_TABLE + " WHERE namespace = ?")
                .bind(0, config.namespace())
                .map((row, context) -> new Meta(row.getInt(1), row.getString(2), row.getString(3)))
                .findOne();
    }

    /** Several clients may do this at the same time. The row of the first one stays. */
    private Meta create(Handle handle) {
        if (config.createSchema()) {
            dialect.ddl(config.namespace()).forEach(handle::execute);
            LOG.info("shard '{}': created the tables of namespace '{}'", shard.name(), config.namespace());
        } else {
            for (String table : List.of(Dialect.META_TABLE, Dialect.table(config.namespace()))) {
                if (!exists(handle, table)) {
                    throw missing(table);
                }
            }
        }
        handle.createUpdate("INSERT IGNORE INTO " + Dialect.META_TABLE
                        + " (namespace, version, shard, layout) VALUES (?, ?, ?, ?)")
                .bind(0, config.namespace())
                .bind(1, VERSION)
                .bind(2, shard.name())
                .bind(3, layout)
                .execute();
        return find(handle).orElseThrow();
    }

    private void verify(Meta meta) {
        if (meta.version() < OLDEST) {
            throw unknown(meta);
        }
        if (!meta.shard().equals(shard.name())) {
            throw refused("its database belongs to shard '" + meta.shard()
                    + "': swap the URLs, or correct the row of namespace '" + config.namespace() + "' in "
                    + Dialect.META_TABLE);
        }
        if (!meta.layout().equals(layout)) {
            throw refused("its keys were distributed by [" + meta.layout() + "] and this config says [" + layout
                    + "]: keys would not be found. Use the shards, weights and virtualNodes with which it was created. To start"
                    + " over and lose all its data: on each shard DROP TABLE "
                    + Dialect.table(config.namespace()) + " and DELETE FROM " + Dialect.META_TABLE
                    + " WHERE namespace = '" + config.namespace()
                    + "', or remove the files of an embedded store; or take another namespace");
        }
    }

    private KvSetupException unknown(Meta meta) {
        return refused("its schema has version " + meta.version() + " and this library knows version " + VERSION
                + ": use the library that wrote it, or a newer one");
    }

    /** The statements that migrate a table of any earlier version. */
    public static List<String> migration(Dialect dialect, String namespace) {
        return Migration.statements(dialect, namespace, OLDEST);
    }

    /** Alters a table only after it was verified that it belongs to this shard. */
    private void migrate(Handle handle, Meta meta, boolean mayAlter) {
        boolean old = meta.version() < VERSION;
        Migration migration = new Migration(dialect, shard.name(), config.namespace(), old ? meta.version() : OLDEST);
        if (!old && migration.isComplete(handle)) {
            return;
        }
        if (!mayAlter) {
            throw refused(migration.told(
                    config.createSchema() ? "tables are altered only while a store is opened" : "createSchema is off"));
        }
        migration.run(handle);
    }

    private static boolean exists(Handle handle, String table) {
        return handle.createQuery("SELECT COUNT(*) FROM information_schema.tables"
                                + " WHERE table_schema = SCHEMA() AND LOWER(table_name) = ?")
                        .bind(0, table)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private KvSetupException missing(String table) {
        return refused("table " + table + " is missing and createSchema is "
                + (config.createSchema() ? "on, yet it was dropped" : "off")
                + ": run the DDL that `kv schema` prints");
    }

    private KvSetupException lacksMeta(Handle handle) {
        String what = exists(handle, Dialect.META_TABLE)
                ? "the row of namespace '" + config.namespace() + "' in " + Dialect.META_TABLE
                : "table " + Dialect.META_TABLE;
        return refused("its URL leads to another server than before, which lacks " + what
                + ": make it lead to the server with the data, or restore the data there");
    }

    private KvSetupException refused(String reason) {
        return new KvSetupException(shard.name(), reason, null);
    }
}
