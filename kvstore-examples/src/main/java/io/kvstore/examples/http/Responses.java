package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.kvstore.Entry;
import io.kvstore.config.Durations;
import org.eclipse.jetty.server.Response;

/** The answers that are not errors. */
final class Responses {

    private Responses() {}

    /**
     * Sets headers that tell browsers not to guess the content type, and not to share the answer with pages of other
     * sites.
     */
    static void protect(Response response) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Cross-Origin-Resource-Policy", "same-origin");
    }

    /**
     * Answers with a value, its version and its time-to-live.
     *
     * @param changed what the request has changed so far, for the error when there is no memory for the answer
     */
    static void entry(Context ctx, Entry<byte[]> entry, String changed) {
        Memory.share(ctx).takeOrRefuse(2L * entry.value().length, changed); // as it was read, and as it is sent
        headers(ctx, entry);
        body(ctx, "application/octet-stream", entry.value());
    }

    static void headers(Context ctx, Entry<byte[]> entry) {
        ctx.header(Header.ETAG, EntityTags.of(entry.version()));
        entry.ttl().remaining().ifPresent(left -> ctx.header(TtlParameter.HEADER, Durations.format(left)));
    }

    static void json(Context ctx, HttpStatus status, Object value) {
        ctx.status(status);
        body(ctx, "application/json", Json.bytes(value));
    }

    /** Writes JSON in pieces, so that the text is never in memory as a whole. */
    static void largeJson(Context ctx, HttpStatus status, Object value) {
        ctx.status(status).contentType("application/json");
        Json.write(ctx.outputStream(), value);
    }

    static void empty(Context ctx, HttpStatus status) {
        ctx.status(status);
        ctx.res().setContentType(null);
    }

    /** Sets the length here, so that HEAD returns it too. */
    private static void body(Context ctx, String mediaType, byte[] bytes) {
        ctx.contentType(mediaType).result(bytes);
        ctx.res().setContentLength(bytes.length);
    }
}
