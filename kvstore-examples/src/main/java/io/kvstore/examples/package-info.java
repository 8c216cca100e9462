/** The entry point of the examples. */
@NullMarked
package io.kvstore.examples;

import org.jspecify.annotations.NullMarked;
