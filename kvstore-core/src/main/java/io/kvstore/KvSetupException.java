package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A shard that cannot be used as configured, such as a URL without a database, a certificate that does not verify, a wrong
 * or expired password, a missing database, table or privilege, a table or server setting that allows no writes, a newer
 * schema, or the data of another shard. The message says what to fix. A retry does not help before that.
 * {@link #outcome()} is {@link Outcome#NOT_APPLIED}.
 */
public final class KvSetupException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * Used by the store.
     *
     * @param shard the shard's name
     * @param message what is wrong, and how to fix it
     * @param cause the error of the driver, if there is one
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
     * The shard that failed.
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
