package io.kvstore.examples.http;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/** Reads bytes from a base64 string only. By default, Jackson also accepts an array of numbers. Thread-safe. */
final class Base64Text extends ValueDeserializer<byte[]> {

    @Override
    public byte[] deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (byte[]) context.handleUnexpectedToken(byte[].class, parser);
        }
        return parser.getBinaryValue(context.getBase64Variant());
    }
}
