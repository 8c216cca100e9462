package io.kvstore.examples.http;

import com.google.common.base.Splitter;
import io.javalin.http.Context;
import io.kvstore.examples.config.Durations;
import java.time.Duration;
import java.util.Optional;

/** The time-to-live that a PUT asks for, as {@code ?ttl=30s} or as the header {@code KV-TTL: 30s}. */
final class TtlParameter {

    static final String HEADER = "KV-TTL";

    private static final String QUERY = "ttl";

    private TtlParameter() {}

    static Optional<Duration> of(Context ctx) {
        String query = ctx.queryString();
        String header = Headers.value(ctx, HEADER);
        if (query == null || query.isEmpty()) {
            return Optional.ofNullable(header).map(Durations::parse);
        }
        Duration inQuery = ofQuery(query);
        if (header != null) {
            throw ProblemException.badRequest("the ttl is in the query and in " + HEADER + ": send one of them");
        }
        return Optional.of(inQuery);
    }

    /** A duration needs no percent-encoding, so none is taken. */
    private static Duration ofQuery(String query) {
        for (String parameter : Splitter.on('&').split(query)) {
            String name = Splitter.on('=').limit(2).splitToList(parameter).get(0);
            if (!name.equals(QUERY)) {
                throw ProblemException.badRequest("there is no query parameter '" + name + "', only 'ttl'");
            }
        }
        String prefix = QUERY + "=";
        if (!query.startsWith(prefix) || query.indexOf('&') >= 0 || query.length() == prefix.length()) {
            throw ProblemException.badRequest("the query must be ttl= and one duration, such as ttl=30s");
        }
        return Durations.parse(query.substring(prefix.length()));
    }

    /** For calls without one: what would be ignored is refused. */
    static void refuse(Context ctx, String wayOut) {
        String query = ctx.queryString();
        if ((query != null && !query.isEmpty()) || ctx.header(HEADER) != null) {
            throw ProblemException.badRequest("no query and no " + HEADER + " here: if you mean a ttl, " + wayOut);
        }
    }
}
