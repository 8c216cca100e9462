/** Spans of calls and statements. Not API. */
@NullMarked
package io.kvstore.internal.trace;

import org.jspecify.annotations.NullMarked;
