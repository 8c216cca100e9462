package io.kvstore.internal.request;

import io.kvstore.internal.sql.Changed;
import org.jspecify.annotations.Nullable;

/**
 * A write that depends on the existing row, and returns what it found or made. Writes of one kind share round trips.
 */
public non-sealed interface Conditional<R> extends Write<R> {

    /** In a shared text the key stands beside each argument, and bytes are hex. */
    @Override
    default int weight() {
        return 10 * key().length + 2 * bytes() + 256;
    }

    /** One that does what this one and then the next one of its key do; null if there is none. */
    default @Nullable Conditional<R> followedBy(Conditional<?> next) {
        return null;
    }

    /** What was brought back of the row if the last that happened is this one, as the row was before it. */
    default Changed before(Changed after) {
        return after;
    }
}
