package io.kvstore.internal.lane;

import io.kvstore.KvTracer.Span;
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
 * @param span of the call that is made on these terms; null if nobody traces it
 */
public record Context(
        Duration timeout,
        @Nullable Deadlines deadlines,
        @Nullable Span span) {

    /** Terms of calls that nobody traces. */
    public Context(Duration timeout, @Nullable Deadlines deadlines) {
        this(timeout, deadlines, null);
    }

    /** A timeout that covers neither the wait for room nor a statement that the caller leads. */
    public Context(Duration timeout) {
        this(timeout, null);
    }

    /** The same for a call that is traced. */
    public Context traced(Span by) {
        return new Context(timeout, deadlines, by);
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
