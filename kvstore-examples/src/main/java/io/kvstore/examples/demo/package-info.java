/** A tour of the store that checks what it shows. Start at {@link io.kvstore.examples.demo.DemoCommand}. */
@NullMarked
package io.kvstore.examples.demo;

import org.jspecify.annotations.NullMarked;
