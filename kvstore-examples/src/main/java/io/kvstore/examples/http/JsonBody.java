package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * The body of a POST. Its Content-Type must be JSON: a browser does not send that to another site without asking first.
 */
final class JsonBody {

    private JsonBody() {}

    /** Parses the body. Throws if it does not have the type; the message shows what is expected. */
    static <T> T of(Context ctx, Class<T> type, String expected) {
        String mediaType = Headers.value(ctx, Header.CONTENT_TYPE);
        if (!isJson(mediaType)) {
            throw new ProblemException(Problem.of(
                    415, "Unsupported Media Type", "Content-Type is " + mediaType + ": it must be application/json"));
        }
        return Json.read(Body.of(ctx), type, expected);
    }

    private static boolean isJson(@Nullable String mediaType) {
        return mediaType != null && mediaType.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    }
}
