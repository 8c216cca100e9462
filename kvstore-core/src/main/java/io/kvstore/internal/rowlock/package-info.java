/** Rows that other transactions hold. Not API. */
@NullMarked
package io.kvstore.internal.rowlock;

import org.jspecify.annotations.NullMarked;
