/** How the calls of several callers become one statement, and how each gets its own result. Not API. */
@NullMarked
package io.kvstore.internal.shared;

import org.jspecify.annotations.NullMarked;
