package io.kvstore;

import static java.util.Objects.requireNonNull;

/**
 * A value with its version and its remaining time, as one read saw them. Immutable, if its value is.
 *
 * @param value the value
 * @param version grows with every write to the key (put, compareAndSet, expire, persist, delete), also after the
 *     key was deleted and set again; never comparable between keys
 * @param ttl the time left at the moment of the read
 * @param <V> the type of the value
 */
public record Entry<V>(V value, long version, Ttl ttl) {

    /** Refuses null. {@inheritDoc} */
    public Entry {
        requireNonNull(value, "value");
        requireNonNull(ttl, "ttl");
    }
}
