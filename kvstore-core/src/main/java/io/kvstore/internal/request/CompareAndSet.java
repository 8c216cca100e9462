package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key that has the expected version.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record CompareAndSet(
        byte[] key, long expected, byte[] value, @Nullable Long ttl) implements Conditional {

    private static final Update UPDATE = new Update(":value", Update.TTL, "version = :expected");

    @Override
    public int bytes() {
        return key.length + value.length;
    }

    @Override
    public Operation operation() {
        return Operation.COMPARE_AND_SET;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.update(UPDATE);
    }

    @Override
    public @Nullable Object argument(String name) {
        return switch (name) {
            case "value" -> value;
            case "expected" -> expected;
            default -> ttl;
        };
    }
}
