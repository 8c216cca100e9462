package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * An error that the server reported for a statement, such as a full disk, a row lock that was held for too long, a deadlock
 * in every retry, or a killed query. {@link #outcome()} is {@link Outcome#UNKNOWN} if the server aborted the statement,
 * else {@link Outcome#NOT_APPLIED}.
 */
public final class KvServerException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;
    private final int vendorCode;

    /**
     * Used by the store.
     *
     * @param shard the shard's name
     * @param message what is wrong
     * @param outcome whether the call may have happened
     * @param vendorCode the server's error code
     * @param cause the error of the driver, if there is one
     */
    public KvServerException(String shard, String message, Outcome outcome, int vendorCode, @Nullable Throwable cause) {
        super("shard '" + shard + "': " + message, outcome, cause);
        this.shard = shard;
        this.vendorCode = vendorCode;
    }

    private KvServerException(KvServerException other) {
        super(other);
        this.shard = other.shard;
        this.vendorCode = other.vendorCode;
    }

    /**
     * The shard that failed.
     *
     * @return its name in the config
     */
    public String shard() {
        return shard;
    }

    /**
     * The server's error code, such as 1213 for a deadlock on MySQL.
     *
     * @return the code
     */
    public int vendorCode() {
        return vendorCode;
    }

    @Override
    public KvException copy() {
        return new KvServerException(this);
    }
}
