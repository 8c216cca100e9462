package io.kvstore.internal.lane;

import java.time.Duration;

/**
 * On what terms a request is made. Immutable.
 *
 * @param timeout how long after its start a call has to be done, not counting the wait for room
 */
public record Context(Duration timeout) {}
