package io.kvstore.examples.http;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a {@code long} from a JSON number, or from a string as this server writes it. Many clients cannot represent
 * numbers above 2^53 exactly. Thread-safe.
 */
final class WholeNumber extends ValueDeserializer<Long> {

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_NUMBER_INT)) {
            return parser.getLongValue();
        }
        String text = parser.hasToken(JsonToken.VALUE_STRING) ? parser.getString() : "";
        if (text.matches("-?[0-9]{1,19}")) {
            try {
                return Long.parseLong(text);
            } catch (NumberFormatException e) {
                return (Long) context.handleWeirdStringValue(Long.class, text, "out of bounds");
            }
        }
        return (Long) context.handleUnexpectedToken(Long.class, parser);
    }
}
