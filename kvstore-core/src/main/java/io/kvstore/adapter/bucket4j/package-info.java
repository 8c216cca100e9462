/**
 * Rate limits with Bucket4j. Bucket4j is an optional dependency: add {@code com.bucket4j:bucket4j_jdk17-core} to use this
 * package. Start at {@link io.kvstore.adapter.bucket4j.KvStoreProxyManager}.
 */
@NullMarked
package io.kvstore.adapter.bucket4j;

import org.jspecify.annotations.NullMarked;
