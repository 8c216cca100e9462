package io.kvstore.internal;

import com.google.common.collect.ImmutableSet;
import java.util.Set;

/**
 * The class loaders that are searched for classes by name: first the one that loaded this library, then the context
 * class loader of the calling thread. The second is needed if several applications of a container share this library.
 */
public final class Loaders {

    private Loaders() {}

    /** In the order of the search. */
    public static Set<ClassLoader> all() {
        ClassLoader ours = Loaders.class.getClassLoader();
        ClassLoader caller = Thread.currentThread().getContextClassLoader();
        return caller == null ? ImmutableSet.of(ours) : ImmutableSet.of(ours, caller);
    }
}
