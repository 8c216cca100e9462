package io.kvstore.internal.execution;

import io.kvstore.internal.lane.Call;
import io.kvstore.internal.request.Read;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Found;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Single requests: each is one statement in one round trip, with plain JDBC. Thread-safe. */
public final class SingleKeys {

    private final Execution execution;
    private final ManyKeys manyKeys;
    private final Dialect dialect;
    private final Statements sql;
    private final Packet packet;

    public SingleKeys(Execution execution, ManyKeys manyKeys, Dialect dialect, Statements sql, Packet packet) {
        this.execution = execution;
        this.manyKeys = manyKeys;
        this.dialect = dialect;
        this.sql = sql;
        this.packet = packet;
    }

    /** The row of the key, if it is alive or expired recently. {@code calls} has the one call that asks for it. */
    public Optional<Found> read(Read<?> read, List<? extends Call<?>> calls) {
        return execution.run(read.operation(), calls, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.get(read.columns()))) {
                statement.setBytes(1, read.key());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(read.columns().alone(read.key(), row)) : Optional.empty();
                }
            }
        });
    }

    /** What is brought back of the row, null if it was not changed. */
    @Nullable
    public Changed write(Call<?> call) {
        Write<?> write = (Write<?>) call.request();
        List<Call<?>> calls = List.of(call);
        WriteText text = write.text(sql);
        if (text.returning() == Returning.ENTRY && dialect.tellsWritesApart()) {
            return manyKeys.together(List.of(write), calls, packet.result()).get(write.key());
        }
        return execution
                .run(
                        write.operation(),
                        calls,
                        connection -> Optional.ofNullable(dialect.write(connection, text, write)))
                .orElse(null);
    }
}
