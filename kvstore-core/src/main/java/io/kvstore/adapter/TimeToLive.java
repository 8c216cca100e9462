package io.kvstore.adapter;

import io.kvstore.Ttl;
import java.time.Duration;

/** The bounds of a time-to-live. */
public final class TimeToLive {

    /** The shortest; the longest is {@link Ttl#MAX}. */
    public static final Duration MIN = Duration.ofMillis(1);

    private TimeToLive() {}

    /**
     * Whether a key can have this time-to-live.
     *
     * @param ttl any duration
     * @return true from {@link #MIN} to {@link Ttl#MAX}
     */
    public static boolean isInRange(Duration ttl) {
        return ttl.compareTo(MIN) >= 0 && ttl.compareTo(Ttl.MAX) <= 0;
    }
}
