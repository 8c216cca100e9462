package io.kvstore.internal.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import io.kvstore.Operation;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.engine.Dialects;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.pool.Threads;
import io.kvstore.internal.sql.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExecutionTest {

    private final KvConfig config = KvConfig.embedded(1)
            .pool(PoolConfig.defaults().withMaxConnections(1))
            .build();
    private final ShardConfig shard = config.shards().get(0);
    private final Dialect dialect = Dialects.of(shard);
    private final ScheduledExecutorService housekeeping = Threads.housekeeping();
    private final Errors errors = new Errors("s", dialect::advice);
    private final Workers workers = new Workers(Runnable::run);
    private final Endpoint endpoint = new Endpoint(shard, config, "layout", dialect, errors, workers, housekeeping);
    private final UnknownWrites unknownWrites = new UnknownWrites(new BlockedKeys(), errors, workers, housekeeping);
    private final Execution execution = new Execution("s", endpoint, errors, unknownWrites, config);

    @BeforeEach
    void open() {
        endpoint.open();
    }

    @AfterEach
    void close() {
        endpoint.close();
        housekeeping.shutdownNow();
    }

    static Stream<Throwable> whatNobodyExpects() {
        return Stream.of(
                new OutOfMemoryError("Java heap space"),
                new AssertionError("a bug"),
                new IllegalStateException("one too"));
    }

    /** It may be in a transaction, or have an answer that was not read to its end. */
    @ParameterizedTest
    @MethodSource("whatNobodyExpects")
    void connectionInAnUnknownStateIsUsedNoMore(Throwable error) {
        assertThatThrownBy(() -> execution.run(Operation.write("put"), connection -> {
                    run(connection, "SET @trace = 'open'");
                    throw ExecutionTest.<RuntimeException>sneak(error);
                }))
                .isSameAs(error);
        String left = execution.run(Operation.read("get"), connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT @trace")) {
                row.next();
                return String.valueOf(row.getString(1));
            }
        });
        assertThat(left).as("a variable of the session").isEqualTo("null");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E sneak(Throwable error) throws E {
        throw (E) error;
    }
}
