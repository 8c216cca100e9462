package io.kvstore.internal.shard;

import io.kvstore.KvException;
import java.io.Serial;

/** A statement that was not applied and is worth trying again. Never leaves this package. */
final class ContentionException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final KvException outlived;

    /** Made with what the caller is told if it happens too often. */
    ContentionException(KvException outlived) {
        super(outlived.getMessage(), outlived, false, false);
        this.outlived = outlived;
    }

    KvException outlived() {
        return outlived;
    }
}
