package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A call that the store could not do, though it was a proper call. Says whether it may have happened. */
public abstract sealed class KvException extends RuntimeException
        permits KvBatchException, KvOverloadedException, KvServerException, KvSetupException, KvUnavailableException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    KvException(String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /**
     * Whether the call may have happened.
     *
     * @return what is known
     */
    public final Outcome outcome() {
        return outcome;
    }
}
