package io.kvstore.internal.shard;

import io.kvstore.KvAdmin;
import io.kvstore.KvException;
import io.kvstore.Operation;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.expired.Expired;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.ServerInfo;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Health and statistics of one shard. Thread-safe. */
public final class ShardAdmin {

    private final String shard;
    private final Execution execution;
    private final Dialect dialect;
    private final Expired expired;
    private final String namespace;

    ShardAdmin(String shard, Execution execution, Dialect dialect, Expired expired, String namespace) {
        this.shard = shard;
        this.execution = execution;
        this.dialect = dialect;
        this.expired = expired;
        this.namespace = namespace;
    }

    /** Makes one round trip to the server, after the server was verified. */
    public KvAdmin.Health health() {
        long start = System.nanoTime();
        Optional<String> error = Optional.empty();
        try {
            execution.run(Operation.ADMIN, connection -> Jdbi.open(connection).execute("SELECT 1"));
        } catch (KvException e) {
            error = Optional.ofNullable(e.getMessage());
        }
        return new KvAdmin.Health(shard, error.isEmpty(), Duration.ofNanos(System.nanoTime() - start), error);
    }

    public KvAdmin.Stats stats() {
        try {
            Figures figures = execution.run(Operation.ADMIN, connection -> {
                Handle handle = Jdbi.open(connection);
                ServerInfo server = dialect.server();
                return new Figures(server.version(handle), server.size(handle, Dialect.table(namespace)));
            });
            ServerInfo.Size size = figures.size();
            return new KvAdmin.Stats(
                    shard, figures.version(), size.rows(), size.bytes(), expired.oldestExpired(), Optional.empty());
        } catch (KvException e) {
            return new KvAdmin.Stats(shard, "", 0, 0, Optional.empty(), Optional.ofNullable(e.getMessage()));
        }
    }

    private record Figures(String version, ServerInfo.Size size) {}
}
