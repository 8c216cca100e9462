package io.kvstore.internal.execution;

import io.kvstore.KvConfig;
import io.kvstore.KvTracer;
import io.kvstore.KvTracer.Span;
import io.kvstore.Operation;
import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.endpoint.SqlFunction;
import io.kvstore.internal.lane.Call;
import io.kvstore.internal.trace.Tracing;
import java.util.ArrayList;
import java.util.List;

/** Opens a span for each statement. Thread-safe. */
final class TracedExecution extends Execution {

    private final String shard;
    private final String database;
    private final Tracing tracing;

    TracedExecution(
            String shard,
            String database,
            Endpoint endpoint,
            Errors errors,
            UnknownWrites unknownWrites,
            KvConfig config) {
        super(shard, endpoint, errors, unknownWrites, config);
        this.shard = shard;
        this.database = database;
        this.tracing = new Tracing(config.tracer());
    }

    @Override
    public <T> T run(Operation operation, List<? extends Call<?>> calls, SqlFunction<T> statement) {
        Span span = tracing.statement(new KvTracer.Statement(shard, database, operation, spans(calls)));
        return Tracing.within(span, () -> super.run(operation, calls, tellingRetries(span, statement)));
    }

    private static List<Span> spans(List<? extends Call<?>> calls) {
        List<Span> spans = new ArrayList<>(calls.size());
        for (Call<?> call : calls) {
            Span span = call.span();
            if (span != null && !call.isGivenBack()) {
                spans.add(span);
            }
        }
        return spans;
    }

    private static <T> SqlFunction<T> tellingRetries(Span span, SqlFunction<T> statement) {
        boolean[] tried = {false};
        return connection -> {
            if (tried[0]) {
                Tracing.retried(span);
            }
            tried[0] = true;
            return statement.on(connection);
        };
    }
}
