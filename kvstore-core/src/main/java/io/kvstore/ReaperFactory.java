package io.kvstore;

import java.util.List;

/** Makes the reaper of a store: plug another in with {@link KvConfig.Builder#reaperFactory}. */
@FunctionalInterface
public interface ReaperFactory {

    /**
     * Makes a reaper.
     *
     * @param shards what it works on, in the order of the config
     * @param config the bounds that the user set
     * @return the reaper that {@link KvStore#reaper()} will return; not null. What is thrown is thrown by
     *     {@link KvStore#open}, which leaves nothing open
     */
    Reaper create(List<ReapTarget> shards, ReaperConfig config);
}
