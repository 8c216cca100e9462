package io.kvstore;

import static java.util.Objects.requireNonNull;

/**
 * The value, version and remaining time of a key, as one read saw them. Immutable if the value is.
 *
 * @param value the value
 * @param version grows with every write of the key, such as put, compareAndSet, expire, persist and delete; it also grows if
 *     the key was deleted and set again. Do not compare versions of different keys
 * @param ttl the time left at the moment of the read
 * @param <V> the type of the value
 */
public record Entry<V>(V value, long version, Ttl ttl) {

    /** Rejects null. {@inheritDoc} */
    public Entry {
        requireNonNull(value, "value");
        requireNonNull(ttl, "ttl");
    }
}
