package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * How much one shard may have in flight: calls that were made and are not over, blocking and asynchronous. A shard that
 * is slow or down fills its own bounds and nobody else's. Immutable: each {@code with} method returns a copy.
 */
public final class BackpressureConfig {

    private final int maxCalls;
    private final int maxBytes;
    private final Duration maxWait;

    private BackpressureConfig(int maxCalls, int maxBytes, Duration maxWait) {
        Checks.between("backpressure.maxCalls", maxCalls, 1, 10_000_000);
        Checks.between("backpressure.maxBytes", maxBytes, 64 * 1024, 1024 * 1024 * 1024);
        Checks.between("backpressure.maxWait", maxWait, Duration.ZERO, Duration.ofMinutes(10));
        this.maxCalls = maxCalls;
        this.maxBytes = maxBytes;
        this.maxWait = maxWait;
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
     * With another bound on calls.
     *
     * @param maxCalls calls in flight per shard: 1 to 10,000,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public BackpressureConfig withMaxCalls(int maxCalls) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * With another bound on bytes.
     *
     * @param maxBytes bytes of the calls in flight, see {@link #maxBytes()}: 64 KiB to 1 GiB
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public BackpressureConfig withMaxBytes(int maxBytes) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * With another wait.
     *
     * @param maxWait how long a call waits for room, see {@link #maxWait()}: 0 to 10 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of bounds
     */
    public BackpressureConfig withMaxWait(Duration maxWait) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * Calls in flight per shard.
     *
     * @return 1 to 10,000,000
     */
    public int maxCalls() {
        return maxCalls;
    }

    /**
     * Bytes of their keys and values, and of results that futures are yet to be completed with. A larger call waits until
     * it is alone.
     *
     * @return 64 KiB to 1 GiB
     */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * How long a call that finds no room waits for some before it fails with {@link KvOverloadedException}. All calls of a
     * batch wait together. A future waits without a thread; as many calls and bytes of futures may wait as may be in
     * flight, and what is more fails at once.
     *
     * @return 0 (fail at once) to 10 minutes
     */
    public Duration maxWait() {
        return maxWait;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BackpressureConfig that
                && maxCalls == that.maxCalls
                && maxBytes == that.maxBytes
                && maxWait.equals(that.maxWait);
    }

    @Override
    public int hashCode() {
        return Objects.hash(maxCalls, maxBytes, maxWait);
    }

    @Override
    public String toString() {
        return "BackpressureConfig[maxCalls=" + maxCalls + ", maxBytes=" + maxBytes + ", maxWait=" + maxWait + "]";
    }
}
