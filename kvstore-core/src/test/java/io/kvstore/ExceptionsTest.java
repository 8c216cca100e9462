package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors on their way to another caller, or to another process. */
class ExceptionsTest {

    static Stream<KvException> all() {
        SQLException cause = new SQLException("said the driver", "08S01", 1213);
        Map<String, KeyResult> results = new LinkedHashMap<>();
        results.put("z", new KeyResult.Done(Optional.of(new byte[] {1, 2})));
        results.put("b", new KeyResult.Failed(new KvUnavailableException("s1", "gone", Outcome.UNKNOWN, cause)));
        results.put("a", new KeyResult.Done(Optional.empty()));
        results.put("c", new KeyResult.Failed(new KvOverloadedException("s2", "full")));
        Stream<KvException> all = Stream.of(
                new KvUnavailableException("s", "down", Outcome.UNKNOWN, cause),
                new KvUnavailableException("s", "down", Outcome.NOT_APPLIED, null),
                new KvServerException("s", "deadlock", Outcome.NOT_APPLIED, 1213, cause),
                new KvSetupException("s", "wrong password", cause),
                new KvOverloadedException("s", "full"),
                new KvNumberException(-7),
                new KvBatchException(results, Outcome.UNKNOWN));
        return all.peek(error -> error.addSuppressed(new IllegalStateException("beside")));
    }

    /** Or a new one would be left out here. */
    @Test
    void allTypesAreTried() {
        assertThat(all().map(Object::getClass).distinct())
                .containsExactlyInAnyOrder(KvException.class.getPermittedSubclasses());
    }

    private static KvException roundTrip(KvException error) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(error);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (KvException) in.readObject();
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void survivesSerialization(KvException error) throws Exception {
        KvException read = roundTrip(error);
        assertSame(read, error);
        assertThat(read.getStackTrace()).isEqualTo(error.getStackTrace());
        if (error instanceof KvBatchException batch) {
            assertThat(((KvBatchException) read).results().keySet())
                    .containsExactlyElementsOf(batch.results().keySet());
            assertThat(((KvBatchException) read).failures().get("b").outcome()).isEqualTo(Outcome.UNKNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void copyIsTheSameErrorWithTheStackTraceOfWhoAsks(KvException error) throws Exception {
        KvException[] copy = new KvException[1];
        Thread other = new Thread(() -> copy[0] = error.copy());
        other.start();
        other.join();
        assertSame(copy[0], error);
        assertThat(copy[0]).isNotSameAs(error);
        assertThat(copy[0].getCause()).isSameAs(error.getCause());
        assertThat(copy[0].getStackTrace()).isNotEqualTo(error.getStackTrace());
        copy[0].addSuppressed(new IllegalStateException("mine"));
        assertThat(error.getSuppressed()).hasSizeLessThan(copy[0].getSuppressed().length);
    }

    private static void assertSame(KvException actual, KvException expected) {
        assertThat(actual)
                .hasSameClassAs(expected)
                .hasMessage(expected.getMessage())
                .usingRecursiveComparison()
                .ignoringFields("stackTrace", "cause", "suppressedExceptions")
                .isEqualTo(expected);
        assertThat(String.valueOf(actual.getCause())).isEqualTo(String.valueOf(expected.getCause()));
        assertThat(List.of(actual.getSuppressed()).toString())
                .isEqualTo(List.of(expected.getSuppressed()).toString());
    }
}
