package io.kvstore.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call as its caller saw it. Immutable.
 *
 * @param caller the caller
 * @param key the key
 * @param request the request
 * @param fate whether it took effect
 * @param reply the reply, or null if it failed
 * @param invoked when it started, in ns since some moment
 * @param returned when it ended for its caller, in ns since the same moment
 */
record RecordedCall(
        int caller,
        String key,
        Request request,
        Fate fate,
        @Nullable Reply reply,
        long invoked,
        long returned) {

    enum Fate {
        /** It took effect at one moment between its start and its end. */
        RETURNED,

        /** It failed and has no effect. */
        NOT_APPLIED,

        /** It failed, and takes effect at one moment after its start, or never. */
        UNKNOWN
    }

    /** The latest moment at which it took effect, if it did. */
    long deadline() {
        return fate == Fate.RETURNED ? returned : Long.MAX_VALUE;
    }

    /** The value it read, if it is a read that found the key. */
    @Nullable
    String valueRead() {
        return reply == null ? null : reply.value();
    }

    @Override
    public String toString() {
        String came = fate == Fate.RETURNED ? String.valueOf(reply) : fate.name();
        return String.format(
                Locale.ROOT,
                "caller %2d  %,13.1f to %,13.1f us  %s = %s",
                caller,
                invoked / 1e3,
                returned / 1e3,
                request,
                came);
    }
}
