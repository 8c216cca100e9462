/** The tables of one shard, created and verified. Not API. */
@NullMarked
package io.kvstore.internal.schema;

import org.jspecify.annotations.NullMarked;
