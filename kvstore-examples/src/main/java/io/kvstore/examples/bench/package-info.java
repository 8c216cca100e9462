/**
 * The benchmark {@code kv bench}: concurrent callers measure a store and its alternatives in turn. Start at
 * {@link io.kvstore.examples.bench.Bench}.
 */
@NullMarked
package io.kvstore.examples.bench;

import org.jspecify.annotations.NullMarked;
