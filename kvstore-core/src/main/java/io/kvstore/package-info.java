/**
 * The API: {@link io.kvstore.KvStore} and the types that it uses. Start at
 * {@link io.kvstore.KvStore#open(KvConfig)}.
 */
@NullMarked
package io.kvstore;

import org.jspecify.annotations.NullMarked;
