package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A shard that is not available now. It cannot be reached, does not answer in time, has no free connection, or accepts
 * no writes. It is also thrown for a call that was interrupted or missed its deadline ({@link LaneConfig#timeout()}), and
 * for a write of a key whose earlier write may still happen ({@link Outcome#UNKNOWN}). The same call may succeed later.
 * Other shards are not affected.
 */
public final class KvUnavailableException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * Used by the store.
     *
     * @param shard the shard's name
     * @param message what is wrong
     * @param outcome whether the call may have happened
     * @param cause the error of the driver or the pool, if there is one
     */
    public KvUnavailableException(String shard, String message, Outcome outcome, @Nullable Throwable cause) {
        super("shard '" + shard + "': " + message, outcome, cause);
        this.shard = shard;
    }

    private KvUnavailableException(KvUnavailableException other) {
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
        return new KvUnavailableException(this);
    }
}
