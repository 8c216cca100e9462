package io.kvstore.internal.key;

import static java.util.Objects.requireNonNull;

import io.kvstore.internal.Checks;

/** The bound on values. Immutable. */
public final class Values {

    private final int maxBytes;

    public Values(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public byte[] check(String key, byte[] value) {
        requireNonNull(value, "value");
        if (value.length > maxBytes) {
            throw Checks.refusal(
                    "the value of '%s' is %d bytes: at most %d (maxValueBytes); split it, or raise the limit",
                    key, value.length, maxBytes);
        }
        return value;
    }
}
