/** The command line {@code kv}. Start at {@link io.kvstore.examples.cli.Kv}. */
@NullMarked
package io.kvstore.examples.cli;

import org.jspecify.annotations.NullMarked;
