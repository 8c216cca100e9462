package io.kvstore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens a span for each call of a store, and one for each statement, which is told the spans of the calls that it carries.
 * {@link KvObserver} is the simpler way if only the statements matter, as for metrics. A tracer must be fast: callers wait
 * for it. It must not call a store. What it throws is logged and ignored. Thread-safe.
 *
 * <p>Each span is ended once, also if its call or its statement fails. A call may end before the statement that carries it:
 * its caller stops waiting at the deadline, and the statement goes on.
 */
public interface KvTracer {

    /** Opens no spans. A store with this tracer does nothing for them. */
    KvTracer NONE = new KvTracer() {

        @Override
        public Span call(Operation operation, @Nullable String shard) {
            return Span.NONE;
        }

        @Override
        public Span statement(Statement statement) {
            return Span.NONE;
        }
    };

    /**
     * A call begins. This runs on the thread of its caller, before anything is sent. The span of a blocking call is ended on
     * the same thread. That of an asynchronous call is ended on the thread that then completes its future.
     *
     * @param operation what the call does; a batch is one call, such as {@link Operation#GET_ALL}
     * @param shard the shard of its key; null for a batch
     * @return its span
     */
    Span call(Operation operation, @Nullable String shard);

    /**
     * A statement begins. This runs on the thread that runs it, which may belong to any of its callers or to the store. The
     * span is ended on the same thread, before the calls get their results.
     *
     * @param statement the statement
     * @return its span
     */
    Span statement(Statement statement);

    /**
     * One statement on one shard, with its retries.
     *
     * @param shard the shard's name
     * @param database the kind of database, as OpenTelemetry names it; MariaDB too is {@code mysql}
     * @param operation the kind of statement; see {@link KvObserver.Call}
     * @param calls the span of each call that it carries. Calls of one batch have the same span. Empty if it carries none, as
     *     those of the reaper
     */
    record Statement(String shard, String database, Operation operation, List<Span> calls) {

        /**
         * {@inheritDoc}
         *
         * @param shard the shard's name
         * @param database the kind of database
         * @param operation the kind of statement
         * @param calls the span of each call that it carries
         */
        public Statement {
            calls = List.copyOf(calls);
        }
    }

    /** What a tracer opened for a call or a statement. */
    @FunctionalInterface
    interface Span {

        /** Does nothing. */
        Span NONE = error -> {};

        /** A statement is tried again. */
        default void retried() {}

        /**
         * The call or the statement has ended.
         *
         * @param error why it failed; null if it succeeded
         */
        void end(@Nullable Throwable error);
    }
}
