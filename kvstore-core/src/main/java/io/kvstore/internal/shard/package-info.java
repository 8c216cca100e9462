/** One shard: its operations, with retries and errors. Not API. */
@NullMarked
package io.kvstore.internal.shard;

import org.jspecify.annotations.NullMarked;
