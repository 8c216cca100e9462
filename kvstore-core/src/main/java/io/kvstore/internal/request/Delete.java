package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Removes a key, and tells whether it was there. Deletes share round trips with each other. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Delete(byte[] key) implements Write<Boolean> {

    @Override
    public int bytes() {
        return key.length;
    }

    /** Its key stands in the text twice, as hex. */
    @Override
    public int weight() {
        return 2 * (2 * key.length + Read.PER_KEY);
    }

    @Override
    public Operation operation() {
        return Operation.DELETE;
    }

    @Override
    public String text(Statements sql) {
        return sql.delete;
    }

    @Override
    public void bind(PreparedStatement statement) throws SQLException {
        statement.setBytes(1, key);
    }

    @Override
    public Boolean result(boolean changed) {
        return changed;
    }
}
