package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** The shapes of answers that are no errors. */
final class Responses {

    private Responses() {}

    static void octets(Context ctx, byte[] bytes) {
        body(ctx, "application/octet-stream", bytes);
    }

    static void json(Context ctx, HttpStatus status, Object value) {
        ctx.status(status);
        body(ctx, "application/json", Json.bytes(value));
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
