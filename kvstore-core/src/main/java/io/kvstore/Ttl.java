package io.kvstore;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a key that is there still lives: for a time, or until it is deleted. Immutable.
 *
 * @param remaining the time left, in whole milliseconds of the database's clock; empty if the key never expires
 */
public record Ttl(Optional<Duration> remaining) {

    /** The longest time-to-live that a key can be given: 365,000 days, about a thousand years. */
    public static final Duration MAX = Duration.ofDays(365_000);

    private static final Ttl NEVER = new Ttl(Optional.empty());

    /**
     * The time-to-live of a key that never expires.
     *
     * @return no time-to-live
     */
    public static Ttl never() {
        return NEVER;
    }

    /**
     * A time that is left.
     *
     * @param remaining the time
     * @return that time-to-live
     */
    public static Ttl of(Duration remaining) {
        return new Ttl(Optional.of(remaining));
    }

    /**
     * Whether the key lives until it is deleted.
     *
     * @return true if no time is set
     */
    public boolean isNever() {
        return remaining.isEmpty();
    }

    /** The time as {@code PT29.5S}, or {@code never}. */
    @Override
    public String toString() {
        return remaining.map(Duration::toString).orElse("never");
    }
}
