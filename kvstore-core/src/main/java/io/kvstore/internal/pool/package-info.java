/** Connections to one server. Not API. */
@NullMarked
package io.kvstore.internal.pool;

import org.jspecify.annotations.NullMarked;
