package io.kvstore.examples.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.kvstore.KvException;
import java.io.IOException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a handler throws into a problem; what the caller cannot mend is logged with its stack trace. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
        routes.exception(
                IllegalArgumentException.class,
                (e, ctx) -> answer(ctx, Problem.badRequest(String.valueOf(e.getMessage()))));
        routes.exception(KvException.class, (e, ctx) -> {
            log.warn("{} {} failed", ctx.method(), Route.of(ctx), e);
            answer(ctx, StoreProblems.of(e));
        });
        routes.error(408, ctx -> answer(ctx, Problem.of(408, "Request Timeout", "the body did not arrive in time")));
        routes.exception(
                IOException.class,
                (e, ctx) -> answer(ctx, Problem.badRequest("the body broke off, or its chunks are not proper HTTP")));
        routes.exception(HttpResponseException.class, Problems::answerRouting);
        routes.exception(Exception.class, (e, ctx) -> {
            log.error("{} {} failed", ctx.method(), Route.of(ctx), e);
            answer(ctx, Problem.of(500, "Internal Server Error", "a fault of this server: its log says more"));
        });
    }

    static void answer(Context ctx, Problem problem) {
        if (problem.status() == 503) {
            ctx.header(Header.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(problem));
    }

    /** No route, or none with this method. */
    private static void answerRouting(HttpResponseException e, Context ctx) {
        String detail = ctx.method() + " is not for this path";
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = String.join(", ", e.getDetails().values());
            ctx.header(Header.ALLOW, allowed);
            detail += ": it takes " + allowed;
        } else {
            detail = "there is nothing at this path: docs/openapi.yaml lists what is";
        }
        answer(ctx, Problem.of(e.getStatus(), HttpStatus.getMessage(e.getStatus()), detail));
    }
}
