/**
 * Metrics of a store through Micrometer, an optional dependency: add micrometer-core to use this package. Start at
 * {@link io.kvstore.metrics.MicrometerObserver}.
 */
@NullMarked
package io.kvstore.metrics;

import org.jspecify.annotations.NullMarked;
