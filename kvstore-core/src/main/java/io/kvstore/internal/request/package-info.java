/**
 * The requests: what can be asked of a key. One class each, with its arguments, its statement and its result. Not API.
 */
@NullMarked
package io.kvstore.internal.request;

import org.jspecify.annotations.NullMarked;
