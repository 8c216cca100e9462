package io.kvstore.examples.http;

import com.google.common.base.Splitter;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Versions as entity tags, such as {@code "42"}. They are strong, because a version identifies one value of one key.
 */
final class EntityTags {

    private static final Pattern STRONG_VERSION = Pattern.compile("\"(\\d{1,19})\"");

    private EntityTags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version in If-Match, or empty without that header. */
    static OptionalLong ifMatch(Context ctx) {
        String header = Headers.value(ctx, Header.IF_MATCH);
        if (header == null) {
            return OptionalLong.empty();
        }
        Matcher tag = STRONG_VERSION.matcher(header.strip());
        if (tag.matches()) {
            try {
                return OptionalLong.of(Long.parseLong(tag.group(1)));
            } catch (NumberFormatException e) {
                throw malformed(header);
            }
        }
        throw malformed(header);
    }

    private static ProblemException malformed(String header) {
        return ProblemException.badRequest("If-Match is " + header
                + ": it must be one ETag from a GET, a version in quotes such as \"42\"; weak ETags, lists and * are"
                + " not supported");
    }

    /** Whether If-None-Match has this version or an asterisk. */
    static boolean noneMatchNames(@Nullable String header, long version) {
        if (header == null) {
            return false;
        }
        String tag = of(version);
        for (String listed : Splitter.on(',').trimResults().split(header)) {
            if (listed.equals("*") || listed.equals(tag) || listed.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses conditions of writes that the store cannot make conditional. Otherwise such a write would ignore its
     * condition.
     */
    static void refuseConditions(Context ctx) {
        refuse(ctx, Header.IF_MATCH, Header.IF_NONE_MATCH, Header.IF_UNMODIFIED_SINCE);
    }

    /** For DELETE, which supports If-Match only. */
    static void refuseIfNoneMatch(Context ctx) {
        refuse(ctx, Header.IF_NONE_MATCH, Header.IF_UNMODIFIED_SINCE);
    }

    /** For reads, which support If-None-Match only. */
    static void refuseConditionsOfWrites(Context ctx) {
        refuse(ctx, Header.IF_MATCH, Header.IF_UNMODIFIED_SINCE);
    }

    private static void refuse(Context ctx, String... names) {
        for (String name : names) {
            if (ctx.header(name) != null) {
                throw ProblemException.badRequest(ctx.method() + " cannot be conditional: remove " + name);
            }
        }
    }
}
