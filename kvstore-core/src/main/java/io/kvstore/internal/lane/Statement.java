package io.kvstore.internal.lane;

import java.util.List;

/** Does several calls with one SQL statement. Thread-safe: lanes share it. */
public interface Statement {

    /** The most calls of the next statement. */
    int maxCalls();

    /** The most calls of a statement that carries this call. */
    default int maxCalls(Call<?> call) {
        return maxCalls();
    }

    /** How many bytes the next statement is expected to return. */
    default int brings() {
        return 0;
    }

    /** The most bytes of the next statement, as the sum of {@link Call#weight}. A single call may be larger. */
    default long maxBytes() {
        return Long.MAX_VALUE;
    }

    /**
     * Gives each call its result or its error, or sends it back to its lane ({@link Call#again}). An exception is the
     * error of all calls that have none of these.
     */
    void run(List<Call<?>> calls);

    /** Makes the exceptions of calls that it does not finish. */
    Refusals refusals();
}
