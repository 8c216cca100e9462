package io.kvstore.internal.key;

import static java.util.Objects.requireNonNull;

import io.kvstore.Ttl;
import io.kvstore.internal.Checks;
import java.time.Duration;

/** The time-to-live as statements need it: in milliseconds, or null for never. */
public final class Ttls {

    private static final Duration MIN = Duration.ofMillis(1);

    private Ttls() {}

    public static long millis(Duration ttl) {
        requireNonNull(ttl, "ttl");
        Checks.that(ttl.compareTo(MIN) >= 0, "ttl is %s: at least %s; to remove a key, delete it", ttl, MIN);
        Checks.that(
                ttl.compareTo(Ttl.MAX) <= 0,
                "ttl is %s: at most %s; to keep a key until it is deleted, give none",
                ttl,
                Ttl.MAX);
        return ttl.toMillis();
    }
}
