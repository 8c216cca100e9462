package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/**
 * Gives an existing key another time-to-live.
 *
 * @param ttl in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Expire(byte[] key, @Nullable Long ttl) implements Conditional<Boolean> {

    private static final Operation OPERATION = Operation.write("expire");

    private static final Update UPDATE = new Update("", Update.TTL, "TRUE");

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
        return ttl;
    }
}
