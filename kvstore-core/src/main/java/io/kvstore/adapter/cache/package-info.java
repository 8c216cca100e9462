/**
 * A cache in a store, with Spring's cache abstraction. It is an optional dependency: add {@code org.springframework:spring-context}
 * to use this package. Start at {@link io.kvstore.adapter.cache.KvCacheManager}.
 */
@NullMarked
package io.kvstore.adapter.cache;

import org.jspecify.annotations.NullMarked;
