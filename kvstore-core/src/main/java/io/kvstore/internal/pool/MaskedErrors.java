package io.kvstore.internal.pool;

import io.kvstore.internal.Secrets;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Errors of drivers about a URL, without the secrets that they quote from it. Stateless. */
final class MaskedErrors {

    private MaskedErrors() {}

    /** The same exception, or a masked copy if its message or the message of a cause shows a secret. */
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
