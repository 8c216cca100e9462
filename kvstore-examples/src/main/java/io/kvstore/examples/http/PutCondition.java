package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.OptionalLong;

/**
 * The condition of a PUT.
 *
 * @param ifAbsent true if the key must be absent
 * @param ifVersion the version that the key must have
 */
record PutCondition(boolean ifAbsent, OptionalLong ifVersion) {

    static PutCondition of(Context ctx) {
        String noneMatch = Headers.value(ctx, Header.IF_NONE_MATCH);
        OptionalLong version = EntityTags.ifMatch(ctx);
        if (noneMatch != null && !noneMatch.strip().equals("*")) {
            throw ProblemException.badRequest(
                    "If-None-Match is " + noneMatch + ": on PUT it must be *, to set the key only if it is absent");
        }
        if (noneMatch != null && version.isPresent()) {
            throw ProblemException.badRequest("If-Match and If-None-Match exclude each other: send only one");
        }
        if (ctx.header(Header.IF_UNMODIFIED_SINCE) != null) {
            throw ProblemException.badRequest("If-Unmodified-Since is not supported: use If-Match with an ETag");
        }
        return new PutCondition(noneMatch != null, version);
    }
}
