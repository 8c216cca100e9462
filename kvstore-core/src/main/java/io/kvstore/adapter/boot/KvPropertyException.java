package io.kvstore.adapter.boot;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Properties {@code kvstore.*} that are refused. It has no cause: what is wrong is in the message. */
final class KvPropertyException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    private final @Nullable String property;

    /**
     * Properties that are refused.
     *
     * @param property the name of the property; null if it is several
     * @param message what is wrong with it, and what to write instead
     */
    KvPropertyException(@Nullable String property, @Nullable String message) {
        super((property == null ? "kvstore.*" : property) + ": " + message);
        this.property = property;
    }

    @Nullable
    String property() {
        return property;
    }
}
