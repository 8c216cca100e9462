package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key that is absent.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record PutIfAbsent(
        byte[] key, byte[] value, @Nullable Long ttl) implements Conditional {

    @Override
    public int bytes() {
        return key.length + value.length;
    }

    @Override
    public Operation operation() {
        return Operation.PUT_IF_ABSENT;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.putIfAbsent;
    }

    @Override
    public @Nullable Object argument(String name) {
        return name.equals("value") ? value : ttl;
    }
}
