/**
 * The benchmark {@code kv bench}: concurrent callers against a store and, in turn, against what a user would write
 * without one. Start at {@link io.kvstore.examples.bench.Bench}.
 */
@NullMarked
package io.kvstore.examples.bench;

import org.jspecify.annotations.NullMarked;
