package io.kvstore.internal.lane;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The conditions of a request. Immutable.
 *
 * @param timeout time from the start of a call to its deadline
 * @param deadlines ends asynchronous calls, if the timeout covers everything; null if it covers neither the wait for room
 *     nor a statement that the caller leads
 */
public record Context(Duration timeout, @Nullable Deadlines deadlines) {

    /** A timeout that covers neither the wait for room nor a statement that the caller leads. */
    public Context(Duration timeout) {
        this(timeout, null);
    }

    /** Whether the timeout covers everything. */
    public boolean coversAll() {
        return deadlines != null;
    }

    /** A promise on these terms. */
    <R, T> Promise<R, T> promise(Executor executor, Function<? super R, ? extends T> decoder) {
        return deadlines == null ? new Promise<>(executor, decoder) : new TimedPromise<>(executor, decoder, deadlines);
    }
}
