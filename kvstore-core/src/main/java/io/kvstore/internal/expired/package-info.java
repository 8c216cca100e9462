/** Expired rows and tombstones of one shard: finds them, shows them to a listener, and deletes them. Not API. */
@NullMarked
package io.kvstore.internal.expired;

import org.jspecify.annotations.NullMarked;
