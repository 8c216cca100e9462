package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/** Removes a key, and returns whether it existed. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Delete(byte[] key) implements Conditional<Boolean> {

    private static final Operation OPERATION = Operation.write("delete");

    private static final Update UPDATE = new Update("X''", Update.DELETED, "TRUE");

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public Boolean result(@Nullable Changed row) {
        return row != null;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.update(UPDATE);
    }

    @Override
    public @Nullable Object argument(String name) {
        return null;
    }
}
