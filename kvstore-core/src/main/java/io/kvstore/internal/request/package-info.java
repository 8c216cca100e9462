/** What can be asked of a key, one class each: its arguments, its statement, and what comes back. Not API. */
@NullMarked
package io.kvstore.internal.request;

import org.jspecify.annotations.NullMarked;
