package io.kvstore.examples.http;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Header fields as HTTP defines them: a field that occurs several times is one list. */
final class Headers {

    private Headers() {}

    /** The value, or all values joined with commas. Null if there is none. */
    static @Nullable String value(Context ctx, String name) {
        List<String> lines = Collections.list(ctx.req().getHeaders(name));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }
}
