package io.kvstore.internal.shard;

import io.kvstore.internal.request.Read;
import io.kvstore.internal.request.Write;
import io.kvstore.internal.sql.Found;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;

/** Single requests: each is one statement in one round trip, with plain JDBC. Thread-safe. */
final class SingleKeys {

    private final Execution execution;
    private final Statements sql;

    SingleKeys(Execution execution, Statements sql) {
        this.execution = execution;
        this.sql = sql;
    }

    /** The row of the key, if it is alive or expired recently. */
    Optional<Found> read(Read<?> read) {
        return execution.run(read.operation(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.get(read.columns()))) {
                statement.setBytes(1, read.key());
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? Optional.of(read.columns().alone(read.key(), row)) : Optional.empty();
                }
            }
        });
    }

    /** Runs a write. Every write changes the row if its condition holds, so the row count is its result. */
    <R> R write(Write<R> write) {
        return execution.write(write.operation(), List.of(write.key()), connection -> {
            WriteText text = write.text(sql);
            try (PreparedStatement statement = connection.prepareStatement(text.alone())) {
                text.bind(statement, 1, write);
                return write.result(statement.executeUpdate() > 0);
            }
        });
    }
}
