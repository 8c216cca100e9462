package io.kvstore.internal.pool;

import io.kvstore.internal.Secrets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What drivers say of a URL that they cannot use, without the secrets that they quote from it. Stateless. */
final class MaskedErrors {

    private MaskedErrors() {}

    /** The same exception, or a copy if its message or a cause's shows a secret. */
    static SQLException mask(SQLException error) {
        if (!showsAny(error)) {
            return error;
        }
        SQLException copy = new SQLException(
                masked(error.getMessage()), error.getSQLState(), error.getErrorCode(), maskedCause(error));
        copy.setStackTrace(error.getStackTrace());
        return copy;
    }

    private static boolean showsAny(Throwable error) {
        for (Throwable at = error; at != null; at = at.getCause()) {
            String message = at.getMessage();
            if (message != null && !Secrets.mask(message).equals(message)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable maskedCause(Throwable error) {
        Throwable cause = error.getCause();
        if (cause == null || !showsAny(cause)) {
            return cause;
        }
        Exception copy =
                new Exception(cause.getClass().getName() + ": " + masked(cause.getMessage()), maskedCause(cause));
        copy.setStackTrace(cause.getStackTrace());
        return copy;
    }

    private static @Nullable String masked(@Nullable String message) {
        return message == null ? null : Secrets.mask(message);
    }
}
