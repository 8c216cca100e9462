package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * Limits on what one shard may have in flight. A call is in flight from when it was made until it is over, or until its
 * future is completed. Each shard has its own limits, so a slow shard does not take room from others. Immutable: each
 * {@code with} method returns a copy.
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
     * 65,536 calls and 64 MiB per shard. Beyond that, calls fail at once.
     *
     * @return the defaults
     */
    public static BackpressureConfig defaults() {
        return new BackpressureConfig(65_536, 64 * 1024 * 1024, Duration.ZERO);
    }

    /**
     * With another limit on calls.
     *
     * @param maxCalls calls in flight per shard: 1 to 10,000,000
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public BackpressureConfig withMaxCalls(int maxCalls) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * With another limit on bytes.
     *
     * @param maxBytes bytes of the calls in flight, see {@link #maxBytes()}: 64 KiB to 1 GiB
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public BackpressureConfig withMaxBytes(int maxBytes) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * With another wait.
     *
     * @param maxWait how long a call waits if the shard is at its limit, see {@link #maxWait()}: 0 to 10 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public BackpressureConfig withMaxWait(Duration maxWait) {
        return new BackpressureConfig(maxCalls, maxBytes, maxWait);
    }

    /**
     * The most calls in flight per shard.
     *
     * @return 1 to 10,000,000
     */
    public int maxCalls() {
        return maxCalls;
    }

    /**
     * The most bytes in flight per shard: keys and values of calls, and results of futures that are not completed yet. A
     * single call may be larger. It is admitted when no other call is in flight.
     *
     * @return 64 KiB to 1 GiB
     */
    public int maxBytes() {
        return maxBytes;
    }

    /**
     * How long a call waits if the shard is at its limit, before it fails with {@link KvOverloadedException}. The calls of a
     * batch wait together. An asynchronous call waits without a thread; as many asynchronous calls and bytes may wait as may
     * be in flight, and further ones fail at once.
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
