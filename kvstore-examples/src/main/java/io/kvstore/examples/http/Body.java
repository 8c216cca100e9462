package io.kvstore.examples.http;

import io.javalin.http.Context;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, or the reason why it was refused. Immutable, except for the bytes.
 *
 * @param bytes the whole body
 * @param refusal the reason, or null
 */
@SuppressWarnings("ArrayRecordComponent") // only read
record Body(byte[] bytes, @Nullable Problem refusal) {

    private static final String ATTRIBUTE = Body.class.getName();
    private static final String UNSUPPORTED = "Unsupported Media Type";

    static Body of(byte[] bytes) {
        return new Body(bytes, null);
    }

    static Body refused(Problem problem) {
        return new Body(new byte[0], problem);
    }

    void attachTo(org.eclipse.jetty.server.Request request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The bytes of the body, which was already read. */
    static byte[] of(Context ctx) {
        String coding = Headers.value(ctx, "Content-Encoding");
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ProblemException(Problem.of(
                    415,
                    UNSUPPORTED,
                    "Content-Encoding is " + coding + ": send the bytes as they are to be stored, without it"));
        }
        if (ctx.header("Content-Range") != null) {
            throw ProblemException.badRequest("only a whole value can be set: remove Content-Range");
        }
        if (!(ctx.req().getAttribute(ATTRIBUTE) instanceof Body body)) {
            throw new IllegalStateException("no body was read for " + Route.of(ctx));
        }
        if (body.refusal != null) {
            ctx.header("Connection", "close");
            throw new ProblemException(body.refusal);
        }
        return body.bytes;
    }
}
