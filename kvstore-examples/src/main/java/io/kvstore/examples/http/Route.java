package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;

/** The route of a path: a name with few possible values. */
final class Route {

    private Route() {}

    static String of(Context ctx) {
        Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }
}
