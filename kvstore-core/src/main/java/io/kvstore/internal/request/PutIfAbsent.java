package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key that is absent.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record PutIfAbsent(
        byte[] key, byte[] value, @Nullable Long ttl) implements Conditional<OptionalLong> {

    private static final Operation OPERATION = Operation.write("put_if_absent");

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
        return sql.putIfAbsent;
    }

    @Override
    public @Nullable Object argument(String name) {
        return name.equals("value") ? value : ttl;
    }
}
