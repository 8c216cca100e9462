package io.kvstore.examples.config;

import java.time.Duration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Jackson set up for config files: strict about keys, texts as they are written, durations with their unit. */
final class ConfigMapper {

    private ConfigMapper() {}

    static ObjectMapper create(Environment environment) {
        SimpleModule module = new SimpleModule()
                .addDeserializer(String.class, new Text(environment))
                .addDeserializer(Duration.class, new Time(environment));
        return YAMLMapper.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .addModule(module)
                .build();
    }

    /** A scalar as it is written: the password 0123 is not the number 83. */
    private static String scalar(JsonParser parser, DeserializationContext context) {
        if (!parser.currentToken().isScalarValue()) {
            context.reportInputMismatch(String.class, "a text is expected here");
        }
        return parser.getString();
    }

    private static final class Text extends StdDeserializer<String> {

        private final transient Environment environment;

        Text(Environment environment) {
            super(String.class);
            this.environment = environment;
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            return environment.resolve(scalar(parser, context));
        }
    }

    private static final class Time extends StdDeserializer<Duration> {

        private final transient Environment environment;

        Time(Environment environment) {
            super(Duration.class);
            this.environment = environment;
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            return Durations.parse(environment.resolve(scalar(parser, context)));
        }
    }
}
