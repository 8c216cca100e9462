package io.kvstore.internal.request;

import io.kvstore.internal.lane.Request;
import io.kvstore.internal.sql.Columns;
import io.kvstore.internal.sql.Found;
import org.jspecify.annotations.Nullable;

/** A read of one key. Reads share statements with each other. */
public sealed interface Read<R> extends Request<R> permits Get, GetEntry, GetTtl {

    /** What a key adds to a list of keys, in bytes: its placeholder, its type and its length. */
    int PER_KEY = 16;

    /** The columns that it reads. */
    Columns columns();

    /** Makes the result from a row. The row is null if the key has none. */
    R of(@Nullable Found row);

    @Override
    default int bytes() {
        return key().length;
    }

    @Override
    default int weight() {
        return key().length + PER_KEY;
    }
}
