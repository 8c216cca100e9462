package io.kvstore;

import java.io.Serial;

/**
 * More calls, or bytes of them, than a shard may have in flight ({@link BackpressureConfig}). The call was not sent;
 * other shards are not concerned.
 */
public final class KvOverloadedException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String shard;

    /**
     * For the store itself.
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
     * Which shard.
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
