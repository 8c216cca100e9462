/**
 * Metrics of a store with Micrometer. Micrometer is an optional dependency: add {@code io.micrometer:micrometer-core} to use
 * this package. Start at {@link io.kvstore.metrics.MicrometerObserver}.
 */
@NullMarked
package io.kvstore.metrics;

import org.jspecify.annotations.NullMarked;
