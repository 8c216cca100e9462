package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A config can get another knob and still compile with the code that calls it. */
class KnobsTest {

    private static final Set<String> HAVE_NO_DEFAULT = Set.of("name", "user", "password"); // of a shard

    private static Stream<Class<?>> types() {
        return Stream.of(
                PoolConfig.class, LaneConfig.class, BackpressureConfig.class, ReaperConfig.class, ShardConfig.class);
    }

    private static List<Method> publicMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() == type)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("types")
    void noConstructorIsPublic(Class<?> type) {
        assertThat(type.getConstructors()).isEmpty();
        assertThat(type).isFinal();
    }

    @ParameterizedTest
    @MethodSource("types")
    void eachKnobIsSetByAMethodOfItsOwn(Class<?> type) {
        List<String> withers = publicMethods(type).stream()
                .map(Method::getName)
                .filter(name -> name.startsWith("with"))
                .map(name -> name.replaceFirst("Property$", "Properties"))
                .toList();
        List<String> knobs = publicMethods(type).stream()
                .filter(method -> method.getParameterCount() == 0)
                .map(Method::getName)
                .filter(name -> !Set.of("toString", "hashCode", "defaults").contains(name))
                .filter(name -> !HAVE_NO_DEFAULT.contains(name))
                .map(name -> "with" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .toList();
        assertThat(withers).containsExactlyInAnyOrderElementsOf(knobs);
    }

    @ParameterizedTest
    @MethodSource("types")
    void nothingButAPropertyOrWhatHasNoDefaultIsSetTogetherWithAnother(Class<?> type) {
        assertThat(publicMethods(type))
                .filteredOn(method -> method.getParameterCount() > 1)
                .allSatisfy(method -> assertThat(method.getName()).matches("with\\w+Property|of"));
    }

    private static Stream<Arguments> changed() {
        Duration time = Duration.ofSeconds(7);
        LaneConfig lanes = LaneConfig.defaults();
        BackpressureConfig backpressure = BackpressureConfig.defaults();
        ReaperConfig reaper = ReaperConfig.defaults();
        return Stream.of(
                arguments(lanes.withReads(7), lanes, "LaneConfig[reads=7, writes=4, conditionals=4, timeout=PT10S]"),
                arguments(lanes.withWrites(7), lanes, "LaneConfig[reads=4, writes=7, conditionals=4, timeout=PT10S]"),
                arguments(
                        lanes.withConditionals(7),
                        lanes,
                        "LaneConfig[reads=4, writes=4, conditionals=7, timeout=PT10S]"),
                arguments(
                        lanes.withTimeout(time), lanes, "LaneConfig[reads=4, writes=4, conditionals=4, timeout=PT7S]"),
                arguments(
                        backpressure.withMaxCalls(7),
                        backpressure,
                        "BackpressureConfig[maxCalls=7, maxBytes=67108864, maxWait=PT0S]"),
                arguments(
                        backpressure.withMaxBytes(70_000),
                        backpressure,
                        "BackpressureConfig[maxCalls=65536, maxBytes=70000, maxWait=PT0S]"),
                arguments(
                        backpressure.withMaxWait(time),
                        backpressure,
                        "BackpressureConfig[maxCalls=65536, maxBytes=67108864, maxWait=PT7S]"),
                arguments(
                        reaper.withGrace(time),
                        reaper,
                        "ReaperConfig[grace=PT7S, batchRows=500, pause=PT0.01S, budget=PT10S]"),
                arguments(
                        reaper.withBatchRows(7),
                        reaper,
                        "ReaperConfig[grace=PT1M, batchRows=7, pause=PT0.01S, budget=PT10S]"),
                arguments(
                        reaper.withPause(time),
                        reaper,
                        "ReaperConfig[grace=PT1M, batchRows=500, pause=PT7S, budget=PT10S]"),
                arguments(
                        reaper.withBudget(time),
                        reaper,
                        "ReaperConfig[grace=PT1M, batchRows=500, pause=PT0.01S, budget=PT7S]"));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void eachKnobCountsForEqualsAndStandsInTheText(Object changed, Object defaults, String text) {
        assertThat(changed).hasToString(text).isNotEqualTo(defaults);
    }

    @Test
    void configsOfTheSameValuesAreEqual() {
        assertThat(LaneConfig.defaults().withReads(7).withReads(4))
                .isEqualTo(LaneConfig.defaults())
                .hasSameHashCodeAs(LaneConfig.defaults());
        assertThat(BackpressureConfig.defaults().withMaxWait(Duration.ZERO))
                .isEqualTo(BackpressureConfig.defaults())
                .hasSameHashCodeAs(BackpressureConfig.defaults());
        assertThat(ReaperConfig.defaults().withBatchRows(500))
                .isEqualTo(ReaperConfig.defaults())
                .hasSameHashCodeAs(ReaperConfig.defaults());
    }
}
