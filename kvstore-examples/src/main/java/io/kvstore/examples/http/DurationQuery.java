package io.kvstore.examples.http;

import com.google.common.base.Splitter;
import io.javalin.http.Context;
import io.kvstore.config.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * A query with one parameter, a duration, such as {@code ?ttl=30s}. Percent-encoding is refused, because no duration
 * needs it.
 */
final class DurationQuery {

    private DurationQuery() {}

    /** The duration, or empty without a query. Throws if there is any other parameter. */
    static Optional<Duration> of(Context ctx, String parameter) {
        String query = ctx.queryString();
        return query == null || query.isEmpty() ? Optional.empty() : Optional.of(parse(query, parameter));
    }

    private static Duration parse(String query, String parameter) {
        for (String part : Splitter.on('&').split(query)) {
            String name = Splitter.on('=').limit(2).splitToList(part).get(0);
            if (!name.equals(parameter)) {
                throw ProblemException.badRequest("unknown query parameter '" + name + "': only '" + parameter
                        + "' is allowed, such as " + parameter + "=30s");
            }
        }
        String prefix = parameter + "=";
        if (!query.startsWith(prefix) || query.indexOf('&') >= 0 || query.length() == prefix.length()) {
            throw ProblemException.badRequest(
                    "the query must be " + prefix + " and one duration, such as " + prefix + "30s");
        }
        return Durations.parse(query.substring(prefix.length()));
    }
}
