package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key that has the expected version.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record CompareAndSet(
        byte[] key,
        long expectedVersion,
        byte[] value,
        @Nullable Long ttl) implements Conditional {

    @Override
    public int bytes() {
        return key.length + value.length;
    }

    @Override
    public Operation operation() {
        return Operation.COMPARE_AND_SET;
    }

    @Override
    public String text(Statements sql) {
        return sql.compareAndSet;
    }

    @Override
    public void bind(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, value);
        Write.bindTtl(statement, 2, ttl);
        statement.setBytes(3, key);
        statement.setLong(4, expectedVersion);
    }
}
