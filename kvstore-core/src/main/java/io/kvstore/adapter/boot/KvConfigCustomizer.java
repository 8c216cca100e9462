package io.kvstore.adapter.boot;

import io.kvstore.KvConfig;

/**
 * Changes the config of the {@link io.kvstore.KvStore} bean before the store is opened. All beans of this type are
 * called, in their order, after the properties {@code kvstore.*} were read. What they set wins.
 */
@FunctionalInterface
public interface KvConfigCustomizer {

    /**
     * Changes the config.
     *
     * @param builder has the shards, what the properties say, and the beans of type {@link io.kvstore.KvObserver},
     *     {@link io.kvstore.KvTracer}, {@link io.kvstore.ReapListener} and {@link io.kvstore.ReaperFactory}
     */
    void customize(KvConfig.Builder builder);
}
