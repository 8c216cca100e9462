package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.io.IOException;
import java.io.InputStream;

/** Reads request bodies up to a bound, declared length or chunks alike: no more than the bound is ever held. */
final class Bodies {

    /** What is read and thrown away so that a caller still sending gets to see the answer; then the line is cut. */
    private static final long MAX_DISCARDED = 64L * 1024 * 1024;

    private Bodies() {}

    static byte[] read(Context ctx, int maxBytes) throws IOException {
        String coding = Headers.value(ctx, Header.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw new ProblemException(Problem.of(
                    415,
                    "Unsupported Media Type",
                    "Content-Encoding is " + coding + ": send the bytes as they are to be stored, without it"));
        }
        if (ctx.header("Content-Range") != null) {
            throw ProblemException.badRequest("a value can only be set whole: leave Content-Range away");
        }
        long declared = ctx.req().getContentLengthLong();
        if (declared > maxBytes && (declared > MAX_DISCARDED || ctx.header("Expect") != null)) {
            throw tooLarge(ctx, maxBytes);
        }
        InputStream body = ctx.req().getInputStream();
        byte[] bytes = declared > maxBytes ? new byte[0] : body.readNBytes(maxBytes);
        if (declared > maxBytes || body.read() >= 0) {
            discard(body);
            throw tooLarge(ctx, maxBytes);
        }
        return bytes;
    }

    private static void discard(InputStream body) throws IOException {
        byte[] buffer = new byte[8192];
        long left = MAX_DISCARDED;
        for (int n = body.read(buffer); n >= 0 && left > 0; n = body.read(buffer)) {
            left -= n;
        }
    }

    private static ProblemException tooLarge(Context ctx, int maxBytes) {
        ctx.header("Connection", "close");
        return new ProblemException(Problem.tooLarge("the body is longer than " + maxBytes + " bytes"));
    }
}
