package io.kvstore.internal.sql;

import org.jspecify.annotations.Nullable;

/** What a write is called with, by the names that its text has for it: bytes, whole numbers, or null. */
@FunctionalInterface
public interface Arguments {

    @Nullable
    Object get(String name);

    /** The key as it is stored. */
    default byte[] key() {
        if (get("key") instanceof byte[] key) {
            return key;
        }
        throw new IllegalStateException("a write without a key");
    }
}
