/** Where the examples are put together. */
@NullMarked
package io.kvstore.examples;

import org.jspecify.annotations.NullMarked;
