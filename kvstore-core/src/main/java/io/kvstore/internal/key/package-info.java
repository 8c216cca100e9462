/** Keys and values as they are stored. Not API. */
@NullMarked
package io.kvstore.internal.key;

import org.jspecify.annotations.NullMarked;
