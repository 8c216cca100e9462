package io.kvstore.internal.request;

import io.kvstore.Operation;
import io.kvstore.Ttl;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The remaining time of a key. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record GetTtl(byte[] key) implements Read<Optional<Ttl>> {

    private static final Operation OPERATION = Operation.read("ttl");

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public Columns columns() {
        return Columns.TTL;
    }

    @Override
    public Optional<Ttl> of(@Nullable Found row) {
        return row == null ? Optional.empty() : Optional.of(row.ttl());
    }
}
