package io.kvstore.examples.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.kvstore.KvBatchException;
import io.kvstore.KvException;
import io.kvstore.KvNumberException;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Converts exceptions of handlers to problems. Errors that the caller cannot fix are logged with a stack trace. */
final class Problems {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);

    private static final Problem INTERNAL =
            Problem.of(500, "Internal Server Error", "internal error: see the server's log");
    private static final byte[] FAULT = Json.bytes(INTERNAL);
    private static final byte[] OUT_OF_MEMORY = Json.bytes(Problem.of(
            503,
            "Service Unavailable",
            "this server ran out of memory: send smaller requests, or try again later; a write may have happened"));

    private Problems() {}

    static void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, ctx) -> answer(ctx, e.problem()));
        routes.exception(IllegalArgumentException.class, (e, ctx) -> {
            if (isOfTheStore(e)) {
                answer(ctx, Problem.badRequest(String.valueOf(e.getMessage())));
            } else {
                answerFault(ctx, e);
            }
        });
        routes.exception(KvException.class, (e, ctx) -> {
            log(ctx, e);
            answer(ctx, StoreProblems.of(e));
        });
        routes.exception(HttpResponseException.class, Problems::answerRouting);
        routes.exception(Exception.class, (e, ctx) -> answerFault(ctx, e));
    }

    /**
     * Whether the caller's input is wrong. Messages of libraries about their own arguments are not shown to callers.
     */
    private static boolean isOfTheStore(IllegalArgumentException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith("io.kvstore.");
    }

    private static void answerFault(Context ctx, Exception e) {
        log.error("{} {} failed", ctx.method(), Route.of(ctx), e);
        answer(ctx, INTERNAL);
    }

    /**
     * Logs an error of the store. Callers may use a shard that is down often, so this is one line without a stack
     * trace. Errors that only the caller can fix are not logged.
     */
    static void log(Context ctx, KvException e) {
        if (e instanceof KvNumberException) {
            return;
        }
        if (passes(e)) {
            log.warn("{} {} failed: {}", ctx.method(), Route.of(ctx), e.getMessage());
        } else {
            log.warn("{} {} failed", ctx.method(), Route.of(ctx), e);
        }
    }

    private static boolean passes(KvException e) {
        return e instanceof KvBatchException batch
                ? batch.failures().values().stream().allMatch(Problems::passes)
                : e instanceof KvUnavailableException || e instanceof KvOverloadedException;
    }

    /** For errors that exception handlers do not see, above all an OutOfMemoryError. The answer needs little memory. */
    static void answerError(HttpServletResponse response, Error error) {
        log.error("a request failed", error);
        if (response.isCommitted()) {
            return;
        }
        boolean full = error instanceof OutOfMemoryError;
        response.reset();
        response.setStatus(full ? 503 : 500);
        response.setContentType(Problem.MEDIA_TYPE);
        if (full) {
            response.setHeader(Header.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        try {
            response.getOutputStream().write(full ? OUT_OF_MEMORY : FAULT);
        } catch (IOException e) {
            log.debug("the caller has closed the connection", e);
        }
    }

    static void answer(Context ctx, Problem problem) {
        if (problem.status() == 503) {
            ctx.header(Header.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        ctx.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(Json.bytes(problem));
    }

    /** There is no such route, or not with this method. */
    private static void answerRouting(HttpResponseException e, Context ctx) {
        String detail = ctx.method() + " is not supported for this path";
        if (e instanceof MethodNotAllowedResponse) {
            String allowed = String.join(", ", e.getDetails().values());
            ctx.header(Header.ALLOW, allowed);
            detail += ": supported are " + allowed;
        } else {
            detail = "unknown path: docs/openapi.yaml lists all paths";
        }
        answer(ctx, Problem.of(e.getStatus(), HttpStatus.getMessage(e.getStatus()), detail));
    }
}
