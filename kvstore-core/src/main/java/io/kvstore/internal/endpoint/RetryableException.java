package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import java.io.Serial;

/** A statement that was not applied and is worth trying again. Ends in the retry loop. */
public final class RetryableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final KvException outlived;

    /** {@code outlived} is what the caller is told if it happens too often. */
    RetryableException(KvException outlived) {
        super(outlived.getMessage(), outlived, false, false);
        this.outlived = outlived;
    }

    /** What the caller is told if it happens too often. */
    public KvException outlived() {
        return outlived;
    }
}
