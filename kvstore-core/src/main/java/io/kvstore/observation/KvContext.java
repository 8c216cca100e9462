package io.kvstore.observation;

import io.kvstore.KvException;
import io.kvstore.Operation;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import java.util.Locale;

/** What is known of a call or of a statement. One thread at a time may use it. */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public abstract sealed class KvContext extends Observation.Context permits CallContext, StatementContext {

    private final Operation operation;
    private boolean over;

    KvContext(Operation operation) {
        this.operation = operation;
    }

    /**
     * What it does.
     *
     * @return the operation
     */
    public final Operation operation() {
        return operation;
    }

    /**
     * The name of its shard.
     *
     * @return {@code none} for a batch, which may use several
     */
    public abstract String shard();

    /**
     * How it ended.
     *
     * @return {@code ok}, {@code not_applied}, {@code unknown}, or {@code none} if it has not ended
     */
    public final String outcome() {
        if (!over) {
            return KeyValue.NONE_VALUE;
        }
        if (getError() == null) {
            return "ok";
        }
        return getError() instanceof KvException told ? told.outcome().name().toLowerCase(Locale.ROOT) : "unknown";
    }

    /**
     * Why it failed.
     *
     * @return the simple name of the exception's class, or {@code none}
     */
    public final String error() {
        return getError() == null ? KeyValue.NONE_VALUE : getError().getClass().getSimpleName();
    }

    final void over() {
        over = true;
    }
}
