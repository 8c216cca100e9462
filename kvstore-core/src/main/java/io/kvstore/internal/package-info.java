/** Small helpers that the API and the implementation share. Not API. */
@NullMarked
package io.kvstore.internal;

import org.jspecify.annotations.NullMarked;
