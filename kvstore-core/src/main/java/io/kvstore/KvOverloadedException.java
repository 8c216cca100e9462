package io.kvstore;

import java.io.Serial;

/**
 * A shard has as many calls or bytes in flight as {@link BackpressureConfig} allows. The call was not sent, so
 * {@link #outcome()} is {@link Outcome#NOT_APPLIED}. Other shards are not affected.
 */
public final class KvOverloadedException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * Used by the store.
     *
     * @param shard the shard's name
     * @param message what is wrong
     */
    public KvOverloadedException(String shard, String message) {
        super("shard '" + shard + "': " + message, Outcome.NOT_APPLIED, null);
        this.shard = shard;
    }

    private KvOverloadedException(KvOverloadedException other) {
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
        return new KvOverloadedException(this);
    }
}
