package io.kvstore.examples.http;

import com.google.common.base.Utf8;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/** Reads and writes JSON. It is strict: unknown properties are refused. UTF-8 only. Byte arrays are base64. */
final class Json {

    /** The deepest body has an entry in an array in an object. */
    private static final int MAX_DEPTH = 8;

    /**
     * An entry of a batch has about six tokens. A body with more is refused before its many small objects fill the
     * heap.
     */
    private static final int MAX_TOKENS = 8 * ServerLimits.MOST_BATCH_KEYS;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE) // the length of the body is already limited
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .build();

    private Json() {}

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static void write(OutputStream out, Object value) {
        MAPPER.writeValue(out, value);
    }

    static <T> T read(byte[] json, Class<T> type, String expected) {
        if (!Utf8.isWellFormed(json)) {
            throw wrong(expected, "; the body is not UTF-8");
        }
        try {
            T value = MAPPER.readValue(json, type);
            if (value != null) {
                return value;
            }
        } catch (StreamConstraintsException e) {
            throw wrong(
                    expected,
                    "; it is nested too deeply, has too many elements, or has a number or name that is too long");
        } catch (JacksonException e) {
            throw wrong(expected, place(e));
        }
        throw wrong(expected, "; it is null");
    }

    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : "; line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + " is not";
    }

    private static ProblemException wrong(String expected, String why) {
        return ProblemException.badRequest("the body must be JSON such as " + expected + why);
    }
}
