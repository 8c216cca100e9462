package io.kvstore.examples.cli;

import io.kvstore.examples.console.Printable;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code --json}, for commands whose output programs may read. */
final class JsonOption {

    @Option(names = "--json", description = "Print JSON: one object per line, times in milliseconds.")
    private boolean json;

    boolean isSet() {
        return json;
    }

    static void print(Object value) {
        System.out.println(Printable.json(Mapper.JSON.writeValueAsString(value)));
    }

    /** Loaded only when needed, because Jackson takes long to start. */
    private static final class Mapper {
        static final JsonMapper JSON = JsonMapper.builder()
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .build();
    }
}
