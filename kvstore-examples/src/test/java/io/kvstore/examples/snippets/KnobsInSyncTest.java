package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.BackpressureConfig;
import io.kvstore.KvConfig;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ReaperConfig;
import io.kvstore.config.ConfigFile;
import io.kvstore.config.Durations;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The settings in docs/CONFIGURATION.md and the API in README are complete. Defaults and limits are those of the code.
 */
class KnobsInSyncTest {

    private static final String README = Snippets.read(Snippets.ROOT.resolve("README.md"));
    private static final String CONFIGURATION = Snippets.read(Snippets.ROOT.resolve("docs/CONFIGURATION.md"));
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([\\w.]+)` \\| (\\S+) \\| (\\S+) \\| (\\S+) \\|");
    private static final String NONE = "—";

    private static final String MANY_CONNECTIONS = "pool: {maxConnections: 1000}";

    /** Other settings that a setting needs to reach its limits. */
    private static final Map<String, String> COMPANIONS = Map.of(
            "pool.minIdle",
            "maxConnections: 1000",
            "pool.socketTimeout",
            "lockWaitTimeout: 1s",
            "pool.lockWaitTimeout",
            "socketTimeout: 10m",
            "lanes.reads",
            MANY_CONNECTIONS,
            "lanes.writes",
            MANY_CONNECTIONS,
            "lanes.conditionals",
            MANY_CONNECTIONS);

    @TempDir
    private Path directory;

    private record Knob(String name, String value, String min, String max) {}

    private static List<Knob> knobs() {
        return ROW.matcher(CONFIGURATION)
                .results()
                .map(row -> new Knob(row.group(1), row.group(2), row.group(3), row.group(4)))
                .toList();
    }

    private static Stream<Knob> knobsWithLimits() {
        return knobs().stream().filter(knob -> !knob.min().equals(NONE));
    }

    @Test
    void everyKnobIsThere() {
        assertThat(knobs())
                .extracting(Knob::name)
                .containsAll(Arrays.stream(KvConfig.Builder.class.getMethods())
                        .filter(method -> method.getDeclaringClass() == KvConfig.Builder.class)
                        .map(Method::getName)
                        .filter(name -> !List.of("build", "shard", "pool", "lanes", "backpressure", "reaper")
                                .contains(name))
                        .toList())
                .containsAll(settings("pool.", PoolConfig.class))
                .containsAll(settings("lanes.", LaneConfig.class))
                .containsAll(settings("backpressure.", BackpressureConfig.class))
                .containsAll(settings("reaper.", ReaperConfig.class));
    }

    private static List<String> settings(String prefix, Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .filter(field -> !Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .map(name -> prefix + name)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("knobsWithLimits")
    void defaultAndLimitsAreThoseOfTheCode(Knob knob) throws ReflectiveOperationException {
        assertThat(get(read(""), knob.name())).isEqualTo(knob.value());
        assertThat(get(read(with(knob, knob.min())), knob.name())).isEqualTo(knob.min());
        assertThat(get(read(with(knob, knob.max())), knob.name())).isEqualTo(knob.max());
        assertThatIllegalArgumentException().isThrownBy(() -> read(with(knob, next(knob.min(), -1))));
        assertThatIllegalArgumentException().isThrownBy(() -> read(with(knob, next(knob.max(), 1))));
    }

    private static String next(String limit, int step) {
        return limit.matches("\\d+")
                ? Long.toString(Long.parseLong(limit) + step)
                : Durations.parse(limit).plusMillis(step).toMillis() + "ms";
    }

    private static String with(Knob knob, String value) {
        String[] path = knob.name().split("\\.", -1);
        String companion = COMPANIONS.getOrDefault(knob.name(), "");
        String indent = companion.startsWith("pool:") ? "" : "  ";
        return path.length == 1
                ? path[0] + ": " + value
                : path[0] + ":\n  " + path[1] + ": " + value + (companion.isEmpty() ? "" : "\n" + indent + companion);
    }

    private KvConfig read(String settings) {
        String shard = "shards: [{name: a, url: 'jdbc:h2:mem:a', user: sa, password: ''}]\n";
        try {
            return ConfigFile.read(Files.writeString(directory.resolve("kv.yaml"), shard + settings))
                    .build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String get(KvConfig config, String path) throws ReflectiveOperationException {
        Object value = config;
        for (String name : path.split("\\.", -1)) {
            value = value.getClass().getMethod(name).invoke(value);
        }
        return value instanceof Duration duration ? Durations.format(duration) : value.toString();
    }

    @Test
    void everyOperationIsInTheApiOfREADME() {
        String api = README.substring(README.indexOf("## The API"), README.indexOf("## Errors"));
        assertThat(Stream.<Class<?>>of(KvStore.class, KvOperations.class)
                        .flatMap(type -> Arrays.stream(type.getMethods())))
                .allSatisfy(method -> assertThat(api).contains(method.getName() + "("));
    }
}
