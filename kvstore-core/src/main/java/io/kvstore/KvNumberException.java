package io.kvstore;

import java.io.Serial;

/**
 * An increment of a key whose value is not a whole number in decimal, or whose sum would be out of the bounds of a
 * {@code long}. Nothing was changed.
 */
public final class KvNumberException extends KvException {

    @Serial
    private static final long serialVersionUID = 1;

    /**
     * For the store itself.
     *
     * @param delta what was to be added
     */
    public KvNumberException(long delta) {
        super(
                "cannot add " + delta
                        + ": the value of the key is not a whole number in decimal, or the sum is not from "
                        + Long.MIN_VALUE + " to " + Long.MAX_VALUE + "; nothing was changed: look with get, and mend it"
                        + " with put or delete",
                Outcome.NOT_APPLIED,
                null);
    }

    private KvNumberException(KvNumberException other) {
        super(other);
    }

    @Override
    public KvException copy() {
        return new KvNumberException(this);
    }
}
