package io.kvstore.adapter.cache;

import static java.util.Objects.requireNonNull;

import io.kvstore.Codec;
import io.kvstore.JavaCodec;
import io.kvstore.KvException;
import io.kvstore.KvView;
import io.kvstore.Ttl;
import io.kvstore.adapter.TimeToLive;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.core.convert.ConversionService;

/**
 * Keeps the caches of Spring in a store, so that processes share them. Each entry has a time-to-live, which the cache requires.
 *
 * <p><b>Keys.</b> An entry is the key {@code cache:<name>:<generation>:<key>} of the store. The key of the application is a
 * string, or becomes one with the {@link ConversionService} or its {@code toString()}, element by element if it is a collection, an
 * array or a map. Keys with the same text are the same key: 1 and "1", and also the parameters "a, b" and "c" and the parameters
 * "a" and "b, c", by the {@code toString()} of Spring's {@code SimpleKey}. If the whole is longer than 255 bytes, the key becomes
 * its SHA-256.
 *
 * <p><b>Loads.</b> {@code get(key, loader)} and {@code retrieve(key, loader)}, which {@code @Cacheable(sync = true)} uses, read and
 * load once for all callers of a key in this process. If the loader fails, all of them get its error. A loader must not wait for a
 * load that waits for it.
 *
 * <p><b>Clear.</b> {@code clear()} counts up the generation of the cache, in one round trip, however many entries there are. The
 * old entries are deleted when their time-to-live has passed. The process that clears sees it at once. Other processes remember
 * the generation for a second: until then they may read old entries, and what they put is not seen by others. An eviction reads
 * the generation first, so it counts everywhere.
 *
 * <p><b>Stale values.</b> A value that was loaded before an eviction and put after it stays until its time-to-live has passed.
 * Within one process, {@code get(key, loader)} does not store such a value, except in the moment of the eviction.
 *
 * <p><b>Errors.</b> If a shard is down, a read is a miss, and a put is dropped; that is logged, at most once a minute. An old value
 * may stay then. {@code evict}, {@code clear} and {@code putIfAbsent} throw the {@link KvException}. A value that cannot be read,
 * such as one of a class that has changed, is a miss. A value that cannot be serialized, or is too large for the store, is
 * refused with {@link IllegalArgumentException}.
 *
 * <p>Thread-safe.
 */
@SuppressWarnings("exports") // Spring is optional, and a module that uses this class requires it itself
public final class KvCacheManager implements CacheManager {

    private final KvView store;
    private final Duration ttl;
    private final Map<String, Duration> ttls;
    private final Set<String> fixedNames;
    private final String prefix;
    private final Codec<Object> codec;
    private final boolean allowNullValues;
    private final @Nullable ConversionService conversions;
    private final LongSupplier nanos;
    private final Map<String, KvCache> caches = new ConcurrentHashMap<>();

    private KvCacheManager(Builder builder) {
        store = builder.store;
        ttl = builder.ttl;
        ttls = Map.copyOf(builder.ttls);
        fixedNames = Set.copyOf(builder.names);
        prefix = builder.prefix;
        codec = builder.codec == null ? JavaCodec.allowing() : builder.codec;
        allowNullValues = builder.allowNullValues;
        conversions = builder.conversions;
        nanos = builder.nanos;
        builder.names.forEach(this::getCache);
    }

    /**
     * Starts with the defaults.
     *
     * @param store a store, or a view of it
     * @param ttl time-to-live of entries in caches without one of their own: 1 ms to {@link Ttl#MAX}
     * @return a builder; not thread-safe
     * @throws IllegalArgumentException if the time-to-live is out of range
     */
    public static Builder builder(KvView store, Duration ttl) {
        return new Builder(store, ttl);
    }

    /**
     * Returns a cache, and makes it if the names are not fixed.
     *
     * @throws IllegalArgumentException if the name is empty, or too long for a key of the store
     */
    @Override
    public @Nullable Cache getCache(String name) {
        if (!fixedNames.isEmpty() && !fixedNames.contains(name)) {
            return null;
        }
        return caches.computeIfAbsent(name, this::newCache);
    }

    private KvCache newCache(String name) {
        return new KvCache(
                name,
                store,
                ttls.getOrDefault(name, ttl),
                codec,
                allowNullValues,
                new CacheKeys(prefix, name, conversions),
                nanos);
    }

    @Override
    public Collection<String> getCacheNames() {
        return Set.copyOf(caches.keySet());
    }

    /** Settings of a cache manager, each with a default. Not thread-safe. */
    public static final class Builder {

        private final KvView store;
        private final Duration ttl;
        private final Map<String, Duration> ttls = new HashMap<>();
        private final Set<String> names = new LinkedHashSet<>();
        private String prefix = "cache:";
        private @Nullable Codec<Object> codec;
        private boolean allowNullValues = true;
        private @Nullable ConversionService conversions;
        private LongSupplier nanos = System::nanoTime;

        private Builder(KvView store, Duration ttl) {
            this.store = requireNonNull(store, "store");
            this.ttl = checked("ttl", ttl);
        }

        private static Duration checked(String what, Duration ttl) {
            if (!TimeToLive.isInRange(requireNonNull(ttl, what))) {
                throw new IllegalArgumentException(what + " is " + ttl + ": it must be 1 ms to " + Ttl.MAX);
            }
            return ttl;
        }

        /**
         * The time-to-live of the entries of one cache.
         *
         * @param name the cache
         * @param value 1 ms to {@link Ttl#MAX}
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder ttl(String name, Duration value) {
            ttls.put(name, checked("ttl of cache '" + name + "'", value));
            return this;
        }

        /**
         * Fixes the names of the caches. There are no others then: {@link KvCacheManager#getCache} returns null for them. By
         * default a cache is made when it is first asked for.
         *
         * @param values the names
         * @return this builder
         */
        public Builder cacheNames(String... values) {
            names.addAll(List.of(values));
            return this;
        }

        /**
         * What the keys of all caches start with. Nothing else may use keys that start with it.
         *
         * @param value {@code cache:} by default; together with the name of a cache at most 169 bytes of UTF-8
         * @return this builder
         */
        public Builder prefix(String value) {
            prefix = requireNonNull(value, "prefix");
            return this;
        }

        /**
         * How values become bytes.
         *
         * @param value converts one value; {@code JavaCodec.allowing()} by default, which reads classes of the JDK alone
         * @return this builder
         */
        public Builder codec(Codec<Object> value) {
            codec = requireNonNull(value, "codec");
            return this;
        }

        /**
         * Refuses null as a value, with {@link IllegalArgumentException}. By default null is cached.
         *
         * @return this builder
         */
        public Builder disallowNullValues() {
            allowNullValues = false;
            return this;
        }

        /**
         * How keys become text, where it can convert them.
         *
         * @param value none by default
         * @return this builder
         */
        public Builder keyConversion(ConversionService value) {
            conversions = requireNonNull(value, "keyConversion");
            return this;
        }

        /** For tests: a clock other than {@link System#nanoTime}. */
        Builder nanos(LongSupplier value) {
            nanos = value;
            return this;
        }

        /**
         * Makes the cache manager.
         *
         * @return a cache manager; it needs no closing
         * @throws IllegalArgumentException if one of the fixed names is too long
         */
        public KvCacheManager build() {
            return new KvCacheManager(this);
        }
    }
}
