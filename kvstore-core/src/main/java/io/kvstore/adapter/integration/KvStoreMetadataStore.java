package io.kvstore.adapter.integration;

import static java.util.Objects.requireNonNull;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvOperations;
import io.kvstore.KvView;
import io.kvstore.Ttl;
import io.kvstore.adapter.KeyPrefix;
import io.kvstore.adapter.TimeToLive;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.integration.metadata.ConcurrentMetadataStore;

/**
 * The metadata of Spring Integration in a store: what idempotent receivers have seen, and how far pollers of files and feeds have
 * come. An entry is a key: {@code metadata:}, then the key of the entry. Its value is text in UTF-8.
 *
 * <pre>{@code
 * ConcurrentMetadataStore seen =
 *         KvStoreMetadataStore.builder(store).ttl(Duration.ofDays(7)).build();
 * MessageSelector once = new MetadataStoreSelector(order -> (String) order.getPayload(), seen);
 * boolean first = once.accept(message);
 * }</pre>
 *
 * <p>With a time-to-live, an entry expires so long after its last write, by the database's clock. So a receiver forgets a message
 * after that time. Without one, entries stay until they are removed.
 *
 * <p><b>Atomic</b> over all threads and processes: of several calls of {@code putIfAbsent}, one puts; of several calls of {@code replace}
 * that expect the same value, one replaces; of several calls of {@code remove}, one returns the value. {@code get}, {@code put} and a
 * successful {@code putIfAbsent} take one round trip, the others two. They take more if other calls change the entry at the same time.
 *
 * <p><b>Errors.</b> A {@link io.kvstore.KvException} says by its outcome whether the write may have happened. After an unknown {@code putIfAbsent}
 * an idempotent receiver may take the repeated message for a duplicate: handle that error where you handle those of the receiver.
 * Null is refused with {@link NullPointerException}; a key that is empty or too long, or a value that is not text, with {@link
 * IllegalArgumentException}: prefix and key together have at most 255 bytes of UTF-8. Such a value is never overwritten, except by
 * {@code put}.
 *
 * <p>Thread-safe. Close the store yourself.
 */
@SuppressWarnings("exports") // Spring Integration is optional, and a module that uses this class requires it itself
public final class KvStoreMetadataStore implements ConcurrentMetadataStore {

    private final KvOperations<String> store;
    private final KeyPrefix keys;
    private final @Nullable Duration ttl;

    private KvStoreMetadataStore(Builder builder) {
        this.store = builder.store.as(Codec.string());
        this.keys = builder.keys;
        this.ttl = builder.ttl;
    }

    /**
     * Starts to build a metadata store.
     *
     * @param store a store, or a view of it, such as one with a deadline for each call
     * @return a builder
     */
    public static Builder builder(KvView store) {
        return new Builder(store);
    }

    /**
     * Writes an entry, and renews its time-to-live.
     *
     * @param key the key of the entry, without the prefix
     * @param value its value
     */
    @Override
    public void put(String key, String value) {
        String stored = keys.key(key);
        if (ttl == null) {
            store.put(stored, value);
        } else {
            store.put(stored, value, ttl);
        }
    }

    /**
     * Reads an entry.
     *
     * @param key the key of the entry, without the prefix
     * @return its value, or null if there is none
     */
    @Override
    public @Nullable String get(String key) {
        return store.get(keys.key(key)).orElse(null);
    }

    /**
     * Removes an entry.
     *
     * @param key the key of the entry, without the prefix
     * @return the value that this call removed, or null if there was none
     */
    @Override
    public @Nullable String remove(String key) {
        String stored = keys.key(key);
        while (true) {
            Optional<Entry<String>> found = store.getEntry(stored);
            if (found.isEmpty()) {
                return null;
            }
            if (store.compareAndDelete(stored, found.get().version())) {
                return found.get().value();
            }
        }
    }

    /**
     * Writes an entry if there is none.
     *
     * @param key the key of the entry, without the prefix
     * @param value its value
     * @return null if this call wrote it, otherwise the value that is there
     */
    @Override
    public @Nullable String putIfAbsent(String key, String value) {
        String stored = keys.key(key);
        while (true) {
            OptionalLong put = ttl == null ? store.putIfAbsent(stored, value) : store.putIfAbsent(stored, value, ttl);
            if (put.isPresent()) {
                return null;
            }
            Optional<String> existing = store.get(stored);
            if (existing.isPresent()) {
                return existing.get();
            }
        }
    }

    /**
     * Replaces the value of an entry if it is the expected one, and renews its time-to-live.
     *
     * @param key the key of the entry, without the prefix
     * @param oldValue the expected value
     * @param newValue the new value
     * @return true if this call replaced it; false if the entry has another value, or there is none
     */
    @Override
    public boolean replace(String key, String oldValue, String newValue) {
        String stored = keys.key(key);
        requireNonNull(oldValue, "oldValue");
        requireNonNull(newValue, "newValue");
        while (true) {
            Optional<Entry<String>> found = store.getEntry(stored);
            if (found.isEmpty() || !found.get().value().equals(oldValue)) {
                return false;
            }
            long version = found.get().version();
            OptionalLong replaced = ttl == null
                    ? store.compareAndSet(stored, version, newValue)
                    : store.compareAndSet(stored, version, newValue, ttl);
            if (replaced.isPresent()) {
                return true;
            }
        }
    }

    /** Builds a metadata store. Not thread-safe. */
    public static final class Builder {

        private final KvView store;
        private KeyPrefix keys = keys("metadata:");
        private @Nullable Duration ttl;

        private Builder(KvView store) {
            this.store = requireNonNull(store, "store");
        }

        private static KeyPrefix keys(String prefix) {
            return new KeyPrefix(prefix, "key of the metadata");
        }

        /**
         * What comes before the key of each entry. The default is {@code metadata:}.
         *
         * @param prefix may be empty; prefix and key together have at most 255 bytes of UTF-8
         * @return this builder
         */
        public Builder prefix(String prefix) {
            keys = keys(prefix);
            return this;
        }

        /**
         * How long an entry lives after its last write. By default it lives until it is removed.
         *
         * @param timeToLive 1 ms to {@link Ttl#MAX}
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder ttl(Duration timeToLive) {
            if (!TimeToLive.isInRange(timeToLive)) {
                throw new IllegalArgumentException("the ttl of the metadata is " + timeToLive + ": it must be "
                        + TimeToLive.MIN + " to " + Ttl.MAX + "; leave it out to keep entries");
            }
            ttl = timeToLive;
            return this;
        }

        /**
         * Builds the metadata store. It uses the store and does not own it.
         *
         * @return a new metadata store
         */
        public KvStoreMetadataStore build() {
            return new KvStoreMetadataStore(this);
        }
    }
}
