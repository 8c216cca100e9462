/**
 * Observations of a store with Micrometer: one for each call, and one for each statement, which names the calls that it
 * carried. Micrometer is an optional dependency: add {@code io.micrometer:micrometer-observation} to use this package, and
 * {@code io.micrometer:micrometer-tracing} for {@link io.kvstore.observation.LinkingTracingHandler}. Start at
 * {@link io.kvstore.observation.ObservationTracer}.
 */
@NullMarked
package io.kvstore.observation;

import org.jspecify.annotations.NullMarked;
