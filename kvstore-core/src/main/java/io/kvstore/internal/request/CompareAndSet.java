package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key that has the expected version.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record CompareAndSet(
        byte[] key, long expected, byte[] value, @Nullable Long ttl) implements Conditional<OptionalLong> {

    private static final Operation OPERATION = Operation.write("compare_and_set");

    private static final Update UPDATE = new Update(":value", Update.TTL, "version = :expected", Returning.VERSION);

    @Override
    public int bytes() {
        return key.length + value.length;
    }

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public OptionalLong result(@Nullable Changed row) {
        return row == null ? OptionalLong.empty() : OptionalLong.of(row.number());
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
