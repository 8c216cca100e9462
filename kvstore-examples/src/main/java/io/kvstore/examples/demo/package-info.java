/** The demo. It checks its claims as it prints them. Start at {@link io.kvstore.examples.demo.DemoCommand}. */
@NullMarked
package io.kvstore.examples.demo;

import org.jspecify.annotations.NullMarked;
