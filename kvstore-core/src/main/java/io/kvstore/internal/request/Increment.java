package io.kvstore.internal.request;

import io.kvstore.KvNumberException;
import io.kvstore.Operation;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the whole number that a key holds.
 *
 * @param ttl the time-to-live of a key that is absent, in ms, null for never
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Increment(byte[] key, long delta, @Nullable Long ttl) implements Conditional<Long> {

    private static final Operation OPERATION = Operation.write("increment");

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.increment;
    }

    @Override
    public @Nullable Object argument(String name) {
        return name.equals("delta") ? (Long) delta : ttl;
    }

    @Override
    public Long result(@Nullable Changed row) {
        if (row == null) {
            throw new KvNumberException(delta);
        }
        return row.number();
    }

    /** Of one sign: so that the sum is out of bounds if one of them is. */
    @Override
    public @Nullable Increment followedBy(Conditional<?> next) {
        long more = ((Increment) next).delta;
        long sum = delta + more;
        boolean together = delta >= 0 ? more >= 0 && sum >= 0 : more < 0 && sum < 0;
        return together ? new Increment(key, sum, ttl) : null;
    }

    @Override
    public Changed before(Changed after) {
        return after.withNumber(after.number() - delta);
    }
}
