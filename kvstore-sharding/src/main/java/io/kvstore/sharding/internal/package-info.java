/** Many shards as one store. Not API. */
@NullMarked
package io.kvstore.sharding.internal;

import org.jspecify.annotations.NullMarked;
