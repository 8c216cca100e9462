package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A valid call that failed. {@link #outcome()} says whether it may have happened anyway. Invalid arguments and a closed
 * store are reported by the exceptions of the JDK instead.
 */
public abstract sealed class KvException extends RuntimeException
        permits KvBatchException,
                KvNumberException,
                KvOverloadedException,
                KvServerException,
                KvSetupException,
                KvUnavailableException {

    @Serial
    private static final long serialVersionUID = 1;

    private final Outcome outcome;

    KvException(@Nullable String message, Outcome outcome, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /** Copies an error. */
    KvException(KvException other) {
        this(other.getMessage(), other.outcome, other.getCause());
        for (Throwable suppressed : other.getSuppressed()) {
            addSuppressed(suppressed);
        }
    }

    /**
     * Whether the call may have happened.
     *
     * @return {@link Outcome#NOT_APPLIED} if nothing was changed, {@link Outcome#UNKNOWN} if a write may have happened
     */
    public final Outcome outcome() {
        return outcome;
    }

    /**
     * Copies this error, with the stack trace of the calling thread. The store uses it: if several calls share a statement
     * that fails, each caller gets a copy.
     *
     * @return a copy with the same message, outcome and cause
     */
    public abstract KvException copy();
}
