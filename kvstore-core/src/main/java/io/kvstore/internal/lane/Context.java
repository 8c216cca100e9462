package io.kvstore.internal.lane;

import java.time.Duration;

/**
 * The conditions of a request. Immutable.
 *
 * @param timeout time from the start of a call to its deadline, without the wait for room
 */
public record Context(Duration timeout) {}
