/**
 * A service on Spring Boot, as a user may write it: it keeps sessions, locks, limits and cached values in one store. It runs
 * on embedded shards, or on MySQL with {@code spring.profiles.active=mysql}. {@link io.kvstore.examples.sample.SampleTest}
 * starts it as processes.
 */
@NullMarked
package io.kvstore.examples.sample;

import org.jspecify.annotations.NullMarked;
