package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/**
 * Sets a key, whether or not it exists. Puts share statements with each other.
 *
 * @param ttl its time-to-live in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Put(byte[] key, byte[] value, @Nullable Long ttl) implements Write<Void> {

    private static final Operation OPERATION = Operation.write("put");

    /** What a row adds to an upsert in addition to key and value, in bytes: text, types and lengths. */
    private static final int PER_ROW = 256;

    @Override
    public int bytes() {
        return key.length + value.length;
    }

    @Override
    public int weight() {
        return bytes() + PER_ROW;
    }

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.put;
    }

    @Override
    public @Nullable Object argument(String name) {
        return name.equals("value") ? value : ttl;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no value of type Void
    public Void result(@Nullable Changed row) {
        return null;
    }
}
