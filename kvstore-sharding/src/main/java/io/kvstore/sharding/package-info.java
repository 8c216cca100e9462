/** Which shard a key lives on: the consistent-hash ring. */
@NullMarked
package io.kvstore.sharding;

import org.jspecify.annotations.NullMarked;
