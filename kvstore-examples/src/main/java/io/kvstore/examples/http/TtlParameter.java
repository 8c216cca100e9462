package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.kvstore.config.Durations;
import java.time.Duration;
import java.util.Optional;

/** The time-to-live of a PUT, as in {@code ?ttl=30s} or in the header {@code KV-TTL: 30s}. */
final class TtlParameter {

    static final String HEADER = "KV-TTL";

    private TtlParameter() {}

    static Optional<Duration> of(Context ctx) {
        Optional<Duration> inQuery = DurationQuery.of(ctx, "ttl");
        String header = Headers.value(ctx, HEADER);
        if (inQuery.isPresent() && header != null) {
            throw ProblemException.badRequest("the ttl is in the query and in " + HEADER + ": send one of them");
        }
        return inQuery.or(() -> Optional.ofNullable(header).map(Durations::parse));
    }

    /** Refuses a time-to-live on calls that would ignore it. */
    static void refuse(Context ctx, String wayOut) {
        String query = ctx.queryString();
        if ((query != null && !query.isEmpty()) || ctx.header(HEADER) != null) {
            throw ProblemException.badRequest("a query or " + HEADER + " is not allowed here: to set a ttl, " + wayOut);
        }
    }
}
