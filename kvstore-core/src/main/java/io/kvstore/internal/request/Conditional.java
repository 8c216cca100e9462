package io.kvstore.internal.request;

/** A write that depends on what is there, and tells whether it happened. */
public sealed interface Conditional extends Write<Boolean> permits PutIfAbsent, CompareAndSet, Expire {

    @Override
    default Boolean result(boolean changed) {
        return changed;
    }
}
