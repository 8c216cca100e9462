package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.eclipse.jetty.server.Response;

/** The shapes of answers that are no errors. */
final class Responses {

    private Responses() {}

    /** Tells browsers to take no answer for what it is not, and to give none to pages of other sites. */
    static void protect(Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    }

    static void octets(Context ctx, byte[] bytes) {
        Memory.share(ctx).takeOrRefuse(2L * bytes.length); // as it was read, and as it goes out
        body(ctx, "application/octet-stream", bytes);
    }

    static void json(Context ctx, HttpStatus status, Object value) {
        ctx.status(status);
        body(ctx, "application/json", Json.bytes(value));
    }

    /** As it is written, in pieces: the whole of it is never there a second time. */
    static void largeJson(Context ctx, HttpStatus status, Object value) {
        ctx.status(status).contentType("application/json");
        Json.write(ctx.outputStream(), value);
    }

    static void empty(Context ctx, HttpStatus status) {
        ctx.status(status);
        ctx.res().setContentType(null);
    }

    /** The length is set here so that HEAD tells it too. */
    private static void body(Context ctx, String mediaType, byte[] bytes) {
        ctx.contentType(mediaType).result(bytes);
        ctx.res().setContentLength(bytes.length);
    }
}
