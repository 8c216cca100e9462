package io.kvstore;

import java.time.Duration;
import java.util.Optional;

/**
 * The remaining time of an existing key: a duration, or unlimited. Immutable.
 *
 * @param remaining the time left, in whole milliseconds of the database's clock; empty if the key never expires
 */
public record Ttl(Optional<Duration> remaining) {

    /** The longest time-to-live of a key: 365,000 days, about a thousand years. */
    public static final Duration MAX = Duration.ofDays(365_000);

    private static final Ttl NEVER = new Ttl(Optional.empty());

    /**
     * The remaining time of a key that never expires.
     *
     * @return unlimited time
     */
    public static Ttl never() {
        return NEVER;
    }

    /**
     * A limited remaining time.
     *
     * @param remaining the time
     * @return that time
     */
    public static Ttl of(Duration remaining) {
        return new Ttl(Optional.of(remaining));
    }

    /**
     * Whether the key never expires.
     *
     * @return true if the key has no time-to-live
     */
    public boolean isNever() {
        return remaining.isEmpty();
    }

    /** The time, such as {@code PT29.5S}, or {@code never}. */
    @Override
    public String toString() {
        return remaining.map(Duration::toString).orElse("never");
    }
}
