package io.kvstore.examples.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value as a line of JSON, as mget writes it and mput reads it.
 *
 * @param key the key
 * @param value the value, if its bytes are UTF-8
 * @param valueBase64 the value in base64, otherwise
 */
@JsonInclude(Include.NON_NULL)
record JsonEntry(
        @Nullable String key,
        @Nullable String value,
        @Nullable String valueBase64) {

    static final String HELP = "A value that is not UTF-8 is in \"valueBase64\" instead of \"value\".";

    static JsonEntry of(String key, byte[] value) {
        return Text.decode(value)
                .map(text -> new JsonEntry(key, text, null))
                .orElseGet(() -> new JsonEntry(key, null, Base64.getEncoder().encodeToString(value)));
    }

    /** Returns the bytes of the value. Throws unless exactly one of the two forms is given. */
    byte[] bytes() {
        if (value != null && valueBase64 == null) {
            return Text.encode(value);
        }
        if (value == null && valueBase64 != null) {
            try {
                return Base64.getDecoder().decode(valueBase64);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("its \"valueBase64\" is not base64", e);
            }
        }
        throw new IllegalArgumentException("it needs \"value\" or \"valueBase64\", and not both");
    }
}
