package io.kvstore.internal.sql;

import java.sql.SQLException;

/** A connection on which statements would not mean what they say. Trying again does not help. */
public final class UnfitSessionException extends SQLException {

    private static final long serialVersionUID = 1L;

    UnfitSessionException(String message) {
        super(message);
    }

    /** The cause is not the cause by name: what is told to users is the innermost message. */
    UnfitSessionException(String message, SQLException said) {
        this(message);
        addSuppressed(said);
    }
}
