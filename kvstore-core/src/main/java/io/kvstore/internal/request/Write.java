package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.lane.Request;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** A write of one key: a statement that changes the row of the key if its guard matches. */
public sealed interface Write<R> extends Request<R> permits Put, Delete, Conditional {

    Operation operation();

    /** Its statement, if it shares none. */
    String text(Statements sql);

    /** Binds the parameters of that statement. */
    void bind(PreparedStatement statement) throws SQLException;

    /** What comes back. */
    R result(boolean changed);

    /** Binds a time-to-live in ms, null for never. */
    static void bindTtl(PreparedStatement statement, int index, @Nullable Long ttl) throws SQLException {
        if (ttl == null) {
            statement.setNull(index, Types.BIGINT);
        } else {
            statement.setLong(index, ttl);
        }
    }
}
