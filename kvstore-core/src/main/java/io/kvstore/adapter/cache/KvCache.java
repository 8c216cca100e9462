package io.kvstore.adapter.cache;

import io.kvstore.Codec;
import io.kvstore.KvException;
import io.kvstore.KvView;
import io.kvstore.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.AbstractValueAdaptingCache;

/**
 * A cache of a {@link KvCacheManager}, where its promises are. Thread-safe.
 */
@SuppressWarnings("exports") // Spring is optional, and a module that uses this class requires it itself
public final class KvCache extends AbstractValueAdaptingCache {

    /** A load under way. The owner is the thread that blocks in it. */
    private static final class Load extends CompletableFuture<Object> {

        private final @Nullable Thread owner;

        Load(@Nullable Thread owner) {
            this.owner = owner;
        }
    }

    private final String name;
    private final KvView store;
    private final Duration ttl;
    private final CacheKeys keys;
    private final Generation generation;
    private final CachedValues values;
    private final Warnings unavailable;
    private final Map<String, Load> loads = new ConcurrentHashMap<>();

    KvCache(
            String name,
            KvView store,
            Duration ttl,
            Codec<Object> codec,
            boolean allowNullValues,
            CacheKeys keys,
            LongSupplier nanos) {
        super(allowNullValues);
        this.name = name;
        this.store = store;
        this.ttl = ttl;
        this.keys = keys;
        generation = new Generation(store, keys.ofGeneration(), nanos);
        unavailable = new Warnings(nanos);
        values = new CachedValues(name, codec, new Warnings(nanos));
    }

    @Override
    public String getName() {
        return name;
    }

    /** The store of this cache. */
    @Override
    public KvView getNativeCache() {
        return store;
    }

    // ---- reads

    @Override
    protected @Nullable Object lookup(Object key) {
        return find(place(keys.text(key)));
    }

    /** Where an entry is now, or empty if the store does not say. */
    private Optional<String> place(String text) {
        try {
            return Optional.of(keys.of(generation.current(), text));
        } catch (KvException e) {
            missed(e);
            return Optional.empty();
        }
    }

    private @Nullable Object find(Optional<String> place) {
        try {
            return place.flatMap(store::get).map(values::decode).orElse(null);
        } catch (KvException e) {
            missed(e);
            return null;
        }
    }

    private void missed(Throwable error) {
        unavailable.warn("cache '" + name + "': a read failed and counts as a miss", error);
    }

    @Override
    public CompletableFuture<@Nullable ValueWrapper> retrieve(Object key) {
        return placeAsync(keys.text(key)).thenCompose(this::findAsync).thenApply(this::toValueWrapper);
    }

    private CompletableFuture<Optional<String>> placeAsync(String text) {
        return generation.currentAsync().handle((number, error) -> {
            if (error != null) {
                expect(error, this::missed);
                return Optional.empty();
            }
            return Optional.of(keys.of(number, text));
        });
    }

    private CompletableFuture<@Nullable Object> findAsync(Optional<String> place) {
        if (place.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return store.async().get(place.get()).handle((bytes, error) -> {
            if (error != null) {
                expect(error, this::missed);
                return null;
            }
            return bytes.map(values::decode).orElse(null);
        });
    }

    /** Only the store may fail: other errors go on. */
    private static void expect(Throwable error, Consumer<Throwable> of) {
        Throwable cause = cause(error);
        if (!(cause instanceof KvException)) {
            throw new CompletionException(cause);
        }
        of.accept(cause);
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error.getCause();
        boolean wraps = error instanceof CompletionException || error instanceof ExecutionException;
        return wraps && cause != null ? cause : error;
    }

    // ---- loads

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring's signature
    public <T> @Nullable T get(Object key, Callable<T> valueLoader) {
        String text = keys.text(key);
        Load mine = new Load(Thread.currentThread());
        Load first = loads.putIfAbsent(text, mine);
        try {
            if (first == null) {
                return (T) fromStoreValue(lead(mine, text, valueLoader));
            }
            return first.owner == mine.owner ? valueLoader.call() : (T) fromStoreValue(first.get());
        } catch (ExecutionException e) {
            throw new ValueRetrievalException(key, valueLoader, cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ValueRetrievalException(key, valueLoader, e);
        } catch (Throwable e) {
            throw new ValueRetrievalException(key, valueLoader, e);
        }
    }

    private Object lead(Load mine, String text, Callable<?> loader) throws Throwable {
        try {
            Optional<String> place = place(text);
            Object found = find(place);
            Object value = found == null ? toStoreValue(loader.call()) : found;
            if (found == null && isCurrent(mine, text)) {
                write(place, value);
            }
            mine.complete(value);
            return value;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            loads.remove(text, mine);
        }
    }

    /** A key that was evicted while its value was loaded does not get that value. */
    private boolean isCurrent(Load load, String text) {
        return loads.get(text) == load;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> CompletableFuture<T> retrieve(Object key, Supplier<CompletableFuture<T>> valueLoader) {
        String text = keys.text(key);
        Load mine = new Load(null);
        Load first = loads.putIfAbsent(text, mine);
        CompletableFuture<Object> value = first == null ? leadAsync(mine, text, valueLoader) : first;
        return (CompletableFuture<T>) value.thenApply(this::fromStoreValue);
    }

    private CompletableFuture<Object> leadAsync(
            Load mine, String text, Supplier<? extends CompletableFuture<?>> loader) {
        return CompletableFuture.completedFuture(text)
                .thenCompose(this::placeAsync)
                .thenCompose(place -> findAsync(place)
                        .thenCompose(found -> found == null
                                ? loader.get().thenCompose(loaded -> keepAsync(mine, text, place, toStoreValue(loaded)))
                                : CompletableFuture.completedFuture(found)))
                .whenComplete((value, error) -> {
                    loads.remove(text, mine);
                    if (error == null) {
                        mine.complete(value);
                    } else {
                        mine.completeExceptionally(cause(error));
                    }
                });
    }

    private CompletableFuture<Object> keepAsync(Load mine, String text, Optional<String> place, Object value) {
        if (place.isEmpty() || !isCurrent(mine, text)) {
            return CompletableFuture.completedFuture(value);
        }
        return store.async().put(place.get(), values.encode(value), ttl).handle((done, error) -> {
            if (error != null) {
                expect(error, this::dropped);
            }
            return value;
        });
    }

    // ---- writes

    @Override
    public void put(Object key, @Nullable Object value) {
        Object stored = toStoreValue(value);
        write(place(keys.text(key)), stored);
    }

    private void write(Optional<String> place, Object value) {
        byte[] bytes = values.encode(value);
        try {
            place.ifPresent(key -> store.put(key, bytes, ttl));
        } catch (KvException e) {
            dropped(e);
        }
    }

    private void dropped(Throwable error) {
        unavailable.warn("cache '" + name + "': a write failed and was dropped", error);
    }

    /**
     * Sets a value if the key has none. A value that cannot be read is replaced.
     *
     * @throws KvException if the shard of the key is not available; with {@link Outcome#UNKNOWN} it may have been set
     */
    @Override
    public @Nullable ValueWrapper putIfAbsent(Object key, @Nullable Object value) {
        String place = keys.of(generation.current(), keys.text(key));
        byte[] bytes = values.encode(toStoreValue(value));
        while (store.putIfAbsent(place, bytes, ttl).isEmpty()) {
            Optional<byte[]> found = store.get(place);
            Object stored = found.map(values::decode).orElse(null);
            if (stored != null) {
                return toValueWrapper(stored);
            }
            if (found.isPresent()) {
                store.put(place, bytes, ttl);
                return null;
            }
        }
        return null;
    }

    /**
     * Removes a key.
     *
     * @throws KvException if the shard of the key is not available; with {@link Outcome#UNKNOWN} it may have been removed
     */
    @Override
    public void evict(Object key) {
        evictIfPresent(key);
    }

    /**
     * Removes a key.
     *
     * @return true if it had a value
     * @throws KvException if the shard of the key is not available; with {@link Outcome#UNKNOWN} it may have been removed
     */
    @Override
    public boolean evictIfPresent(Object key) {
        String text = keys.text(key);
        loads.remove(text);
        return store.delete(keys.of(generation.newest(), text));
    }

    /**
     * Starts a new generation, which is empty.
     *
     * @throws KvException if the shard of the generation is not available; with {@link Outcome#UNKNOWN} it may have been started
     */
    @Override
    public void clear() {
        generation.next();
        loads.clear();
    }

    /**
     * As {@link #clear}. Nobody knows whether there were entries.
     *
     * @return false
     */
    @Override
    public boolean invalidate() {
        clear();
        return false;
    }
}
