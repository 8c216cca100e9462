package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import java.time.Duration;
import java.util.Optional;

/** The new time-to-live that a GET of a value can set, as in {@code ?touch=30s}. */
final class TouchParameter {

    private TouchParameter() {}

    static Optional<Duration> of(Context ctx) {
        if (ctx.method().equals(HandlerType.HEAD)) {
            TtlParameter.refuse(ctx, "use PUT, or GET with ?touch=30s");
            return Optional.empty();
        }
        if (ctx.header(TtlParameter.HEADER) != null) {
            throw ProblemException.badRequest(
                    TtlParameter.HEADER + " is not allowed here: to set a ttl, use PUT, or GET with ?touch=30s");
        }
        Optional<Duration> touch = DurationQuery.of(ctx, "touch");
        if (touch.isPresent() && ctx.header(Header.IF_NONE_MATCH) != null) {
            throw ProblemException.badRequest("touch changes the version: remove If-None-Match or touch");
        }
        return touch;
    }
}
