package io.kvstore.internal.request;

/** A write that depends on the existing row, and returns whether it happened. Writes of one kind share round trips. */
public non-sealed interface Conditional extends Write<Boolean> {

    @Override
    default Boolean result(boolean changed) {
        return changed;
    }

    /** In a shared text the key stands beside each argument, and bytes are hex. */
    @Override
    default int weight() {
        return 10 * key().length + 2 * bytes() + 256;
    }
}
