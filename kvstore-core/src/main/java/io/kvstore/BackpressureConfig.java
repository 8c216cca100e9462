package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;

/**
 * How much one shard may have in flight: calls that were made and are not over, blocking and asynchronous. A shard that
 * is slow or down fills its own bounds and nobody else's. Immutable.
 *
 * @param maxCalls calls in flight per shard: 1 to 10,000,000
 * @param maxBytes bytes of their keys and values, and of results that futures are yet to be completed with: 64 KiB to
 *     1 GiB; a larger call waits until it is alone
 * @param maxWait how long a call that finds no room waits for some before it fails with
 *     {@link KvOverloadedException}: 0 (fail at once) to 10 minutes. All calls of a batch wait together. A future waits
 *     without a thread; as many calls and bytes of futures may wait as may be in flight, and what is more fails at once
 */
public record BackpressureConfig(int maxCalls, int maxBytes, Duration maxWait) {

    /** Refuses what is out of bounds. {@inheritDoc} */
    public BackpressureConfig {
        Checks.between("backpressure.maxCalls", maxCalls, 1, 10_000_000);
        Checks.between("backpressure.maxBytes", maxBytes, 64 * 1024, 1024 * 1024 * 1024);
        Checks.between("backpressure.maxWait", maxWait, Duration.ZERO, Duration.ofMinutes(10));
    }

    /**
     * 65,536 calls and 64 MiB per shard; beyond, calls fail at once.
     *
     * @return the defaults
     */
    public static BackpressureConfig defaults() {
        return new BackpressureConfig(65_536, 64 * 1024 * 1024, Duration.ZERO);
    }

    /**
     * With other bounds.
     *
     * @param maxCalls calls in flight per shard
     * @param maxBytes bytes of them
     * @return a copy
     */
    public BackpressureConfig withLimits(int maxCalls, int maxBytes) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * With another wait.
     *
     * @param maxWait how long a call waits for room
     * @return a copy
     */
    public BackpressureConfig withMaxWait(Duration maxWait) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }
}
