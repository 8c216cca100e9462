package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Gives a key that is there another time-to-live.
 *
 * @param ttl in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Expire(byte[] key, @Nullable Long ttl) implements Conditional {

    @Override
    public int bytes() {
        return key.length;
    }

    @Override
    public Operation operation() {
        return Operation.EXPIRE;
    }

    @Override
    public String text(Statements sql) {
        return sql.expire;
    }

    @Override
    public void bind(PreparedStatement statement) throws SQLException {
        Write.bindTtl(statement, 1, ttl);
        statement.setBytes(2, key);
    }
}
