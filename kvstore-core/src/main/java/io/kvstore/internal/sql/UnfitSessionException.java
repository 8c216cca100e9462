package io.kvstore.internal.sql;

import java.sql.SQLException;

/** A connection on which statements would not mean what they should. A retry does not help. */
public final class UnfitSessionException extends SQLException {

    private static final long serialVersionUID = 1L;

    public UnfitSessionException(String message) {
        super(message);
    }

    /** Does not set the cause: users see the innermost message. */
    public UnfitSessionException(String message, SQLException said) {
        this(message);
        addSuppressed(said);
    }
}
