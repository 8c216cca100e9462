/** How {@link io.kvstore.KvStore#open} finds its implementation. Applications do not use this package. */
@NullMarked
package io.kvstore.spi;

import org.jspecify.annotations.NullMarked;
