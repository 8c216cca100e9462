package io.kvstore;

import java.util.List;

/** Makes the reaper of a store. Set it with {@link KvConfig.Builder#reaperFactory} to use your own reaper. */
@FunctionalInterface
public interface ReaperFactory {

    /**
     * Makes a reaper. It is called once, by {@link KvStore#open}. If it throws, {@code open} closes everything and throws the
     * same.
     *
     * @param shards the shards, in the order of the config
     * @param config the limits that the user has set
     * @return the reaper that {@link KvStore#reaper()} will return; not null
     */
    Reaper create(List<ReapTarget> shards, ReaperConfig config);
}
