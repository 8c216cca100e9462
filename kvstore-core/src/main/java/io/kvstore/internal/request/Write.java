package io.kvstore.internal.request;

import io.kvstore.internal.lane.Request;
import io.kvstore.internal.sql.Arguments;
import io.kvstore.internal.sql.Changed;
import io.kvstore.internal.sql.Statements;
import io.kvstore.internal.sql.WriteText;
import org.jspecify.annotations.Nullable;

/** A write of one key: a statement that changes the row of the key if its condition holds. */
public sealed interface Write<R> extends Request<R>, Arguments permits Put, Conditional {

    @Override
    default int bytes() {
        return key().length;
    }

    /** Its statement, which contains its arguments by name. */
    WriteText text(Statements sql);

    /** The result for the caller, made of what the statement returned of the row; null if it changed none. */
    R result(@Nullable Changed row);

    @Override
    byte[] key();

    /** One of its arguments, by name. */
    @Nullable
    Object argument(String name);

    @Override
    default @Nullable Object get(String name) {
        return name.equals("key") ? key() : argument(name);
    }
}
