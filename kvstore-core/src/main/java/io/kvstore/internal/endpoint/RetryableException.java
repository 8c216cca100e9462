package io.kvstore.internal.endpoint;

import io.kvstore.KvException;
import java.io.Serial;

/** A statement that was not applied and may succeed on a retry. The retry loop handles it; callers never see it. */
public final class RetryableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final KvException outlived;

    /** {@code outlived} is the exception for the caller after the last retry. */
    RetryableException(KvException outlived) {
        super(outlived.getMessage(), outlived, false, false);
        this.outlived = outlived;
    }

    /** The exception for the caller after the last retry. */
    public KvException outlived() {
        return outlived;
    }
}
