package io.kvstore.internal;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * The class loaders in which this library looks for what it loads by name: the one that loaded the library itself, and
 * after it the calling thread's own, for a library that several applications of a container share.
 */
public final class Loaders {

    private Loaders() {}

    /** In the order in which to look. */
    public static Set<ClassLoader> all() {
        ClassLoader ours = Loaders.class.getClassLoader();
        ClassLoader caller = Thread.currentThread().getContextClassLoader();
        return caller == null ? ImmutableSet.of(ours) : ImmutableSet.of(ours, caller);
    }
}
