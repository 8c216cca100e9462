package io.kvstore.internal.lane;

import java.util.List;

/** Does several calls with one statement. Thread-safe: lanes share it. */
public interface Statement {

    /** How many calls the next one may carry at most. */
    int maxCalls();

    /** How many calls one may carry at most that carries this one. */
    default int maxCalls(Call<?> call) {
        return maxCalls();
    }

    /** How many bytes the next one is reckoned to bring back. */
    default long brings() {
        return 0;
    }

    /** How much the next one may carry at most, in the calls' {@link Call#weight}; one call alone may be more. */
    default long maxBytes() {
        return Long.MAX_VALUE;
    }

    /** Gives each call its result or its error, or has it carried {@link Call#again}. What it throws is the error of those that have neither. */
    void run(List<Call<?>> calls);

    /** The errors of calls that it does not carry to their end. */
    Refusals refusals();
}
