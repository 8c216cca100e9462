package io.kvstore.internal.request;

/**
 * A write that depends on what is there, and tells whether it happened. Those of one kind share round trips with each
 * other.
 */
public non-sealed interface Conditional extends Write<Boolean> {

    @Override
    default Boolean result(boolean changed) {
        return changed;
    }

    /** In a text that several share, the key stands beside each argument, and bytes are hex. */
    @Override
    default int weight() {
        return 10 * key().length + 2 * bytes() + 256;
    }
}
