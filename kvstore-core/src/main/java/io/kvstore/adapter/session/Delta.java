package io.kvstore.adapter.session;

import io.kvstore.Ttl;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one request changed of a session. It can be merged into whatever the session has become in the meantime. Immutable.
 *
 * @param known the last access that the request found
 * @param accessed a new last access
 * @param interval a new interval
 * @param attributes new values; those that are empty were removed
 */
record Delta(
        Instant known,
        @Nullable Instant accessed,
        @Nullable Duration interval,
        Map<String, Optional<byte[]>> attributes) {

    boolean isEmpty() {
        return accessed == null && interval == null && attributes.isEmpty();
    }

    Document mergedInto(Document base) {
        Map<String, byte[]> merged = new LinkedHashMap<>(base.attributes());
        attributes.forEach(
                (name, value) -> value.ifPresentOrElse(bytes -> merged.put(name, bytes), () -> merged.remove(name)));
        return new Document(base.created(), accessedAfter(base), interval == null ? base.interval() : interval, merged);
    }

    /** Of two concurrent requests that set it, the later access counts. */
    private Instant accessedAfter(Document base) {
        boolean unchanged = base.accessed().equals(known);
        return accessed != null && (unchanged || accessed.isAfter(base.accessed())) ? accessed : base.accessed();
    }

    /** When the time that the merged session has left began: with the access that this request set, or with this write. */
    Instant since(Document merged, Instant now) {
        return accessed == null || accessed.isAfter(now) || merged.accessed().isAfter(accessed) ? now : accessed;
    }

    /** How long the merged session has left, or empty if it has expired. */
    Optional<Duration> left(Document merged, Instant now) {
        Duration interval = merged.interval();
        Duration left = interval.minus(Duration.between(since(merged, now), now));
        if (interval.isNegative()) {
            return Optional.of(Ttl.MAX);
        }
        return left.toMillis() > 0 ? Optional.of(left) : Optional.empty();
    }
}
