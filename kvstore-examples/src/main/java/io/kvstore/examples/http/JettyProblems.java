package io.kvstore.examples.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Problems for requests that do not reach a route: malformed requests, and requests while the server stops.
 * Thread-safe.
 */
final class JettyProblems extends ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        answer(response, callback, Problem.of(code, HttpStatus.getMessage(code), detail(code)));
    }

    /** Ends a request with a problem. */
    static void answer(Response response, Callback callback, Problem problem) {
        Responses.protect(response);
        response.setStatus(problem.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE_503) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, Problem.RETRY_AFTER_SECONDS);
        }
        response.write(true, ByteBuffer.wrap(Json.bytes(problem)), callback);
    }

    private static String detail(int code) {
        return switch (code) {
            case 400 ->
                "the request is not valid HTTP; a path must be percent-encoded and cannot contain %00 (use a batch call"
                        + " for such a key)";
            case 414 -> "the path is too long";
            case 431 -> "the header is too long";
            case 503 -> "the server is stopping: use another server, or try again later";
            default -> "the request cannot be answered";
        };
    }
}
