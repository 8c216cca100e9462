package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A shard that cannot be used as configured: a URL that leads nowhere, a certificate that does not verify, a wrong or
 * expired password, a missing database, table or privilege, a table or a server setting with which no write is possible,
 * a newer schema, another shard's data. It stays so until someone mends it; the message says what. Nothing was applied.
 */
public final class KvSetupException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * For the store itself.
     *
     * @param shard the shard's name
     * @param message what is wrong, and the way out
     * @param cause what the driver said
     */
    public KvSetupException(String shard, String message, @Nullable Throwable cause) {
        super("shard '" + shard + "': " + message, Outcome.NOT_APPLIED, cause);
        this.shard = shard;
    }

    private KvSetupException(KvSetupException other) {
        super(other);
        this.shard = other.shard;
    }

    /**
     * Which shard.
     *
     * @return its name in the config
     */
    public String shard() {
        return shard;
    }

    @Override
    public KvException copy() {
        return new KvSetupException(this);
    }
}
