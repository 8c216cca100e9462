package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kvstore.config.Durations;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class PlanTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --callers 10001       | --callers is 10,001: it must be 1 to 10,000
                    --callers 4,1,4       | --callers names [4, 1, 4]: give each number of callers once
                    --duration 0ms        | --duration is 0 ms: it must be 1ms to 1h
                    --duration 2h         | --duration is 7200000 ms: it must be 1ms to 1h
                    --warmup 2h           | --warmup is 7200000 ms: it must be 0s to 1h
                    --rounds 0            | --rounds is 0: it must be 1 to 1,000
                    --keys 100000001      | --keys is 100,000,001: it must be 1 to 100,000,000
                    --value-size 15       | --value-size is 15: it must be 16 to 8,388,608
                    --zipf 0              | --zipf is 0.0: the exponent must be above 0 and at most 10
                    --zipf 10.5           | --zipf is 10.5: the exponent must be above 0 and at most 10
                    --zipf NaN            | --zipf is NaN: the exponent must be above 0 and at most 10
                    --zipf 1 --hot-key    | --zipf and --hot-key exclude each other
                    --reads -0.1          | --reads is -0.1: the share of gets must be 0 to 1
                    --reads NaN           | --reads is NaN: the share of gets must be 0 to 1
                    --workload set        | --workload is 'set': it must be one of mixed, get, put, expire, put-if-absent, compare
                    --workload put-if-absent --hot-key | --workload put-if-absent uses a new key in each call
                    --workload get --reads 0.5 | --reads is for the mixed workload
                    """)
    void refusesWhatIsOutOfBoundsByNameValueAndLimit(String options, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plan(options.split(" ")))
                .withMessageContaining(message);
    }

    @Test
    void measuresGetsAndPutsSeparatelyByDefault() {
        assertThat(plan().workloads()).containsExactly(Workload.GET, Workload.PUT);
        assertThat(plan("--reads", "0.9").workloads()).containsExactly(Workload.mixed(0.9));
        assertThat(plan("--workload", "put,mixed").workloads()).containsExactly(Workload.PUT, Workload.mixed(0.5));
    }

    @Test
    void conditionalWritesAreWorkloadsOfTheirOwn() {
        assertThat(plan(
                                "--workload",
                                "expire,put-if-absent,compare-and-set,delete-and-put,get-and-expire,increment,increment-one")
                        .workloads())
                .containsExactly(
                        Workload.EXPIRE,
                        Workload.PUT_IF_ABSENT,
                        Workload.COMPARE_AND_SET,
                        Workload.DELETE_AND_PUT,
                        Workload.GET_AND_EXPIRE,
                        Workload.INCREMENT,
                        Workload.INCREMENT_ONE)
                .allMatch(Workload::isConditional);
    }

    @Test
    void choosesKeysUniformlyByDefault() {
        assertThat(plan().distribution()).isEqualTo(new KeyDistribution.Uniform());
        assertThat(plan("--zipf", "0.9").distribution()).isEqualTo(new KeyDistribution.Zipf(0.9));
        assertThat(plan("--hot-key").distribution()).isEqualTo(new KeyDistribution.HotKey());
    }

    @Test
    void threadsIsAnotherWordForCallers() {
        assertThat(plan("--threads", "3,2").crowd().sizes()).containsExactly(3, 2);
        assertThat(plan().crowd().sizes()).containsExactly(1, 16, 64);
    }

    private static Plan plan(String... options) {
        Host host = new Host();
        new CommandLine(host)
                .registerConverter(Duration.class, Durations::parse)
                .parseArgs(options);
        return host.options.plan();
    }

    @Command
    private static final class Host {
        @Mixin
        private final PlanOptions options = new PlanOptions();
    }
}
