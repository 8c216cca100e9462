/**
 * The API: {@link io.kvstore.KvStore} and what its signatures name. Start at
 * {@link io.kvstore.KvStore#open(KvConfig)}.
 */
@NullMarked
package io.kvstore;

import org.jspecify.annotations.NullMarked;
