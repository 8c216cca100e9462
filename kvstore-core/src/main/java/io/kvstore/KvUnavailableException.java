package io.kvstore;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A shard that cannot be reached, does not answer in time, has no free connection or takes no writes now. Other
 * shards are not concerned; the same call may work later.
 */
public final class KvUnavailableException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * For the store itself.
     *
     * @param shard the shard's name
     * @param message what is wrong
     * @param outcome whether the call may have happened
     * @param cause what the driver or the pool said
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
     * Which shard.
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
