package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import java.io.Serial;
import java.sql.SQLException;

/** A connection that was refused because its server is unfit. Its cause is the exception for the caller. */
final class UnfitServerException extends SQLException {

    @Serial
    private static final long serialVersionUID = 1;

    UnfitServerException(KvException told) {
        super(told.getMessage(), told);
    }
}
