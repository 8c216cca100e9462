/** One server: its connections, its circuit breaker, and whether it is fit for use. Not API. */
@NullMarked
package io.kvstore.internal.endpoint;

import org.jspecify.annotations.NullMarked;
