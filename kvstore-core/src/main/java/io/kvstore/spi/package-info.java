/** How {@link io.kvstore.KvStore#open} finds its implementation. Applications have no use for it. */
@NullMarked
package io.kvstore.spi;

import org.jspecify.annotations.NullMarked;
