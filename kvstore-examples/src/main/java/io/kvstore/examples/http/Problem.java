package io.kvstore.examples.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kvstore.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error, {@code application/problem+json} as in RFC 9457. Immutable.
 *
 * @param type {@code about:blank}, or a URI for errors of the store
 * @param title the same for all problems of one type
 * @param status the HTTP status
 * @param detail what is wrong, and what to do
 * @param outcome for errors of the store: {@code not_applied} if nothing was changed, {@code unknown} if a write may
 *     have happened
 * @param shard for errors of one shard: its name
 * @param results for a batch call in which all keys failed: the result of each key
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String outcome,
        @Nullable String shard,
        @Nullable List<BatchResult> results) {

    static final String MEDIA_TYPE = "application/problem+json";
    static final String UNCHANGED = "nothing was changed";
    static final String RETRY_AFTER_SECONDS = "1";

    private static final String BLANK = "about:blank";

    static Problem of(int status, String title, String detail) {
        return new Problem(BLANK, title, status, detail, null, null, null);
    }

    static Problem badRequest(String detail) {
        return of(400, "Bad Request", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "Not Found", detail);
    }

    static Problem tooLarge(String detail) {
        return of(413, "Content Too Large", detail);
    }

    static Problem busy(String why) {
        return busy(why, UNCHANGED);
    }

    static Problem busy(String why, String changed) {
        return of(503, "Service Unavailable", why + ": try again later; " + changed);
    }

    static Problem preconditionFailed(String detail) {
        return of(412, "Precondition Failed", detail);
    }

    static Problem ofStore(String type, String title, int status, String detail, Outcome outcome) {
        return new Problem(
                "urn:kvstore:" + type, title, status, detail, outcome.name().toLowerCase(Locale.ROOT), null, null);
    }

    Problem withShard(String name) {
        return new Problem(type, title, status, detail, outcome, name, results);
    }

    Problem withResults(List<BatchResult> all) {
        return new Problem(type, title, status, detail, outcome, shard, all);
    }
}
