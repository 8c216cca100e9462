package io.kvstore.examples.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Keys in paths. A key is one segment of the path, percent-encoded. The path is split at slashes before it is decoded.
 * So {@code a%2Fttl} is the key "a/ttl", and {@code a/ttl} is the time-to-live of the key "a".
 *
 * <p>A POST has an operation after the key, as in {@code a:increment}. The last colon that is not percent-encoded
 * starts it. With any other method, {@code a:increment} is a key.
 *
 * <p>A plus sign is a plus sign. Many clients and proxies remove the segments {@code .} and {@code ..}, encoded or not.
 * Use batch calls for such keys.
 */
final class KeyPath {

    static final String PREFIX = "/v1/kv/";
    static final String VALUE = PREFIX + "{key}";
    static final String TTL = VALUE + "/ttl";
    static final String INCREMENT = VALUE + ":increment";

    private static final String TTL_SUFFIX = "/ttl";
    private static final String ATTRIBUTE = "key";

    private KeyPath() {}

    /** Runs before the handlers. They get the key with {@link #key}. */
    static void decode(Context ctx) {
        ctx.attribute(ATTRIBUTE, key(ctx.req().getMethod(), ctx.req().getRequestURI()));
    }

    /** The key in a path that starts with the prefix. */
    static String key(String method, String whole) {
        String path = whole.substring(PREFIX.length());
        int slash = path.indexOf('/');
        String segment = slash < 0 ? path : path.substring(0, slash);
        if (method.equals("POST") && segment.indexOf(':') >= 0) {
            segment = segment.substring(0, segment.lastIndexOf(':'));
        }
        if (segment.isEmpty() || (slash >= 0 && !path.substring(slash).equals(TTL_SUFFIX))) {
            throw ProblemException.badRequest(
                    "the path must be /v1/kv/{key} or /v1/kv/{key}/ttl, or for a POST /v1/kv/{key}:increment,"
                            + " with a key that is not empty and its slashes encoded as %2F");
        }
        return percentDecode(segment);
    }

    /** Whether a path that starts with the prefix is that of a time-to-live. */
    static boolean isTtl(String path) {
        return path.indexOf('/', PREFIX.length()) > 0;
    }

    static String key(Context ctx) {
        String key = ctx.attribute(ATTRIBUTE);
        if (key == null) {
            throw new IllegalStateException("no key was decoded for " + Route.of(ctx));
        }
        return key;
    }

    private static String percentDecode(String segment) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                bytes.write(octet(segment, i));
                i += 2;
            } else if (c > ' ' && c < 0x7f) {
                bytes.write(c);
            } else {
                throw ProblemException.badRequest(
                        "the key in the path has characters outside ASCII: percent-encode them");
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ProblemException.badRequest("the key in the path is not UTF-8 after percent-decoding");
        }
    }

    private static int octet(String segment, int percent) {
        int high = percent + 2 < segment.length() ? Character.digit(segment.charAt(percent + 1), 16) : -1;
        int low = high >= 0 ? Character.digit(segment.charAt(percent + 2), 16) : -1;
        if (low < 0) {
            throw ProblemException.badRequest(
                    "the key in the path has a % without two hexadecimal digits: write %25 for a percent sign");
        }
        return high * 16 + low;
    }
}
