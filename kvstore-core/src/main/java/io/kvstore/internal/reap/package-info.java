/** The default reaper. Not API. */
@NullMarked
package io.kvstore.internal.reap;

import org.jspecify.annotations.NullMarked;
