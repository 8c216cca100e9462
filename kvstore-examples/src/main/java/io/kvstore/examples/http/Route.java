package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;

/** What stands for a path where there must be few of them: its route. */
final class Route {

    private Route() {}

    static String of(Context ctx) {
        Endpoint endpoint = ctx.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }
}
