package io.kvstore.internal.sql;

import org.jspecify.annotations.Nullable;

/** The arguments of a write, by their names in its text. Each is bytes, a whole number, or null. */
@FunctionalInterface
public interface Arguments {

    @Nullable
    Object get(String name);

    /** The stored key. */
    default byte[] key() {
        if (get("key") instanceof byte[] key) {
            return key;
        }
        throw new IllegalStateException("a write without a key");
    }
}
