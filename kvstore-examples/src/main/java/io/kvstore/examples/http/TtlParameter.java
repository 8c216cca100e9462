package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.kvstore.examples.config.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The time-to-live that a PUT asks for, as {@code ?ttl=30s} or as the header {@code KV-TTL: 30s}. */
final class TtlParameter {

    static final String HEADER = "KV-TTL";

    private static final String QUERY = "ttl";

    private TtlParameter() {}

    static Optional<Duration> of(Context ctx) {
        for (String name : ctx.queryParamMap().keySet()) {
            if (!name.equals(QUERY)) {
                throw ProblemException.badRequest("there is no query parameter '" + name + "', only 'ttl'");
            }
        }
        boolean inQuery = ctx.queryString() != null && !ctx.queryString().isEmpty();
        List<String> query = ctx.queryParams(QUERY);
        String header = Headers.value(ctx, HEADER);
        if (inQuery && header != null) {
            throw ProblemException.badRequest("the ttl stands in the query and in " + HEADER + ": send one of them");
        }
        if (inQuery && query.size() != 1) {
            throw ProblemException.badRequest("the query must be ttl= and one duration, such as ttl=30s");
        }
        return inQuery
                ? Optional.of(Durations.parse(query.get(0)))
                : Optional.ofNullable(header).map(Durations::parse);
    }

    /** For calls without one: what would be ignored is refused. */
    static void refuse(Context ctx, String wayOut) {
        String query = ctx.queryString();
        if ((query != null && !query.isEmpty()) || ctx.header(HEADER) != null) {
            throw ProblemException.badRequest("no query and no " + HEADER + " here: if you mean a ttl, " + wayOut);
        }
    }
}
