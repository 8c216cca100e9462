package io.kvstore.internal.trace;

import static java.util.Objects.requireNonNull;

import io.kvstore.KvTracer;
import io.kvstore.KvTracer.Span;
import io.kvstore.Operation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks a tracer, and lets none of its errors reach a call. Thread-safe. */
public final class Tracing {

    private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

    private final KvTracer tracer;

    public Tracing(KvTracer tracer) {
        this.tracer = tracer;
    }

    /** The shard is null for a batch. */
    public Span call(Operation operation, @Nullable String shard) {
        try {
            return requireNonNull(tracer.call(operation, shard), "span");
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    public Span statement(KvTracer.Statement statement) {
        try {
            return requireNonNull(tracer.statement(statement), "span");
        } catch (RuntimeException | Error e) {
            return failed(e);
        }
    }

    private static Span failed(Throwable error) {
        LOG.warn("the tracer failed", error);
        return Span.NONE;
    }

    public static void retried(Span span) {
        try {
            span.retried();
        } catch (RuntimeException | Error e) {
            LOG.warn("the tracer failed", e);
        }
    }

    /** Ends the span with what becomes of the task. */
    public static <T> T within(Span span, Supplier<T> task) {
        try {
            T result = task.get();
            end(span, null);
            return result;
        } catch (RuntimeException | Error e) {
            end(span, e);
            throw e;
        }
    }

    public static void end(Span span, @Nullable Throwable error) {
        try {
            span.end(error);
        } catch (RuntimeException | Error e) {
            LOG.warn("the tracer failed", e);
        }
    }
}
