package io.kvstore.internal.request;

import static java.util.Objects.requireNonNull;

import io.kvstore.Operation;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a key. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Get(byte[] key) implements Read<Optional<byte[]>> {

    private static final Operation OPERATION = Operation.read("get");

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public Columns columns() {
        return Columns.VALUE;
    }

    @Override
    public Optional<byte[]> of(@Nullable Found row) {
        return row == null ? Optional.empty() : Optional.of(requireNonNull(row.value()));
    }
}
