package io.kvstore.examples.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields as HTTP means them: one that stands on several lines is one list, and none of it is passed over. */
final class Headers {

    private Headers() {}

    /** The value, or all of them with commas between; null if there is none. */
    static @Nullable String value(Context ctx, String name) {
        List<String> lines = Collections.list(ctx.req().getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
