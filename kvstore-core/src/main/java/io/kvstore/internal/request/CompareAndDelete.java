package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/** Removes a key that has the expected version. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record CompareAndDelete(byte[] key, long expected) implements Conditional<Boolean> {

    private static final Operation OPERATION = Operation.write("compare_and_delete");

    private static final Update UPDATE = new Update("X''", Update.DELETED, "version = :expected");

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
    public Object argument(String name) {
        return expected;
    }
}
