package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** An error that a server reported for a statement: disk full, a deadlock that outlived its retries, a killed query. */
public final class KvServerException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;
    private final int vendorCode;

    /**
     * For the store itself.
     *
     * @param shard the shard's name
     * @param message what is wrong
     * @param outcome whether the call may have happened
     * @param vendorCode the server's number of the error
     * @param cause what the driver said
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
     * Which shard.
     *
     * @return its name in the config
     */
    public String shard() {
        return shard;
    }

    /**
     * The server's own number of the error, such as 1213 for a deadlock on MySQL.
     *
     * @return the number
     */
    public int vendorCode() {
        return vendorCode;
    }

    @Override
    public KvException copy() {
        return new KvServerException(this);
    }
}
