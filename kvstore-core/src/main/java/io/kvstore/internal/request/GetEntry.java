package io.kvstore.internal.request;

import static java.util.Objects.requireNonNull;

import io.kvstore.Entry;
import io.kvstore.Operation;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of a key, with its version and its remaining time. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record GetEntry(byte[] key) implements Read<Optional<Entry<byte[]>>> {

    private static final Operation OPERATION = Operation.read("get_entry");

    @Override
    public Operation operation() {
        return OPERATION;
    }

    @Override
    public Columns columns() {
        return Columns.ENTRY;
    }

    @Override
    public Optional<Entry<byte[]>> of(@Nullable Found row) {
        return row == null
                ? Optional.empty()
                : Optional.of(new Entry<>(requireNonNull(row.value()), row.version(), row.ttl()));
    }
}
