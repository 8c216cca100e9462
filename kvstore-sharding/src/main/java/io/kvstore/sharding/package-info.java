/** The consistent-hash ring, which decides which shard owns a key. */
@NullMarked
package io.kvstore.sharding;

import org.jspecify.annotations.NullMarked;
