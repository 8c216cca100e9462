package io.kvstore.history;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One call as its caller saw it. Immutable.
 *
 * @param caller who called
 * @param key on which key
 * @param request what was asked
 * @param fate what became of it
 * @param reply what it returned, if it did
 * @param invoked when it began, in ns since some moment
 * @param returned when it was over for its caller, in ns since the same moment
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
        /** It took effect at one moment between its beginning and its end. */
        RETURNED,

        /** It failed, and has no effect. */
        NOT_APPLIED,

        /** It failed, and takes effect at one moment after its beginning, or never. */
        UNKNOWN
    }

    /** By when it had taken effect, if it did. */
    long deadline() {
        return fate == Fate.RETURNED ? returned : Long.MAX_VALUE;
    }

    /** What it saw, if it is a read that found the key. */
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
