package io.kvstore.observation;

import io.kvstore.KvTracer;
import io.micrometer.observation.Observation;
import java.util.List;

/** What is known of one statement. */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public final class StatementContext extends KvContext {

    private final KvTracer.Statement statement;
    private final List<Observation.ContextView> calls;

    StatementContext(KvTracer.Statement statement, List<Observation.ContextView> calls) {
        super(statement.operation());
        this.statement = statement;
        this.calls = calls;
    }

    @Override
    public String shard() {
        return statement.shard();
    }

    /**
     * The kind of database, as OpenTelemetry names it.
     *
     * @return such as {@code mysql}
     */
    public String database() {
        return statement.database();
    }

    /**
     * The observations of the calls that it carries. If a predicate rejected that of a call, what was current when the call
     * was made stands for it.
     *
     * @return each once, also if a batch has many calls
     */
    public List<Observation.ContextView> calls() {
        return calls;
    }

    /**
     * How many calls it carries. Each key of a batch is one.
     *
     * @return 0 or more
     */
    public int size() {
        return statement.calls().size();
    }
}
