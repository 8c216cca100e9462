package io.kvstore.internal.request;

import static java.util.Objects.requireNonNull;

import io.kvstore.Entry;
import io.kvstore.Operation;
import io.kvstore.Ttl;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Returning;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.Update;
import io.kvstore.internal.sql.WriteText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gives a key that is there another time-to-live, and reads it.
 *
 * @param ttl in ms
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record GetAndExpire(byte[] key, long ttl) implements Conditional<Optional<Entry<byte[]>>> {

    private static final Operation OPERATION = Operation.write("get_and_expire");
    private static final Update UPDATE = new Update("", Update.TTL, "LENGTH(v) <= {most}", Returning.ENTRY);

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public WriteText text(Statements sql) {
        return sql.update(UPDATE);
    }

    @Override
    public Object argument(String name) {
        return ttl;
    }

    @Override
    public Optional<Entry<byte[]>> result(@Nullable Changed row) {
        return row == null
                ? Optional.empty()
                : Optional.of(new Entry<>(requireNonNull(row.value()), row.number(), Ttl.of(Duration.ofMillis(ttl))));
    }
}
