/**
 * Records the calls of concurrent callers and their replies. Checks whether one register per key, called by one caller
 * at a time, could have given the same replies.
 */
@NullMarked
package io.kvstore.history;

import org.jspecify.annotations.NullMarked;
