package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A call that the store could not do, though it was a proper call. Says whether it may have happened. */
public abstract sealed class KvException extends RuntimeException
        permits KvBatchException, KvOverloadedException, KvServerException, KvSetupException, KvUnavailableException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    KvException(@Nullable String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** The same error once more. */
    KvException(KvException other) {
        this(other.getMessage(), other.outcome, other.getCause());
        for (Throwable suppressed : other.getSuppressed()) {
            addSuppressed(suppressed);
        }
    }

    /**
     * Whether the call may have happened.
     *
     * @return what is known
     */
    public final Outcome outcome() {
        return outcome;
    }

    /**
     * The same error with the stack trace of the thread that asks. For the store itself: callers whose calls shared a
     * statement, and fail with it, get a copy each.
     *
     * @return a copy, with the same cause
     */
    public abstract KvException copy();
}
