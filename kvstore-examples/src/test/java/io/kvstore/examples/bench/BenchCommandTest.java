package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.examples.Main;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command as a process. */
class BenchCommandTest {

    private static final List<String> TINY =
            List.of("--duration", "300ms", "--warmup", "100ms", "--rounds", "3", "--keys", "2000");

    @TempDir
    private Path directory;

    @Test
    void asynchronousCallsAreKeptInFlight() throws Exception {
        Outcome run = bench(
                TINY,
                "--callers",
                "2",
                "--async",
                "--in-flight",
                "500",
                "--baseline",
                "raw",
                "--reads",
                "0.5",
                "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("config").get("in_flight").intValue()).isEqualTo(500);
        assertThat(json.get("mixed_ratio").doubleValue()).isPositive();
        assertThat(run.err()).contains("kvstore with 500 asynchronous calls in flight");
    }

    @Test
    void asynchronousConditionalWritesAreMeasured() throws Exception {
        Outcome run = bench(
                TINY,
                "--callers",
                "1",
                "--async",
                "--in-flight",
                "100",
                "--workload",
                "expire,put-if-absent,compare-and-set,delete-and-put,get-and-expire,increment,increment-one",
                "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(JsonMapper.shared().readTree(run.out()).get("results").values())
                .extracting(result -> result.get("operation").stringValue())
                .containsExactly(
                        "expire",
                        "put-if-absent",
                        "compare-and-set",
                        "delete-and-put",
                        "get-and-expire",
                        "increment",
                        "increment-one");
    }

    @Test
    void conditionalWritesAreMeasuredAndDrawn() throws Exception {
        Path plot = directory.resolve("plot.svg");

        Outcome run = bench(
                TINY,
                "--callers",
                "1,4",
                "--workload",
                "expire,put-if-absent,compare-and-set,delete-and-put,get-and-expire,increment,increment-one",
                "--baseline",
                "raw,jdbi",
                "--json",
                "--plot",
                plot.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        for (String ratio : List.of(
                "expire_ratio",
                "put_if_absent_ratio",
                "p99_compare_and_set_ratio",
                "delete_and_put_ratio",
                "get_and_expire_ratio",
                "increment_ratio",
                "p99_increment_one_ratio")) {
            assertThat(json.get(ratio).doubleValue()).as(ratio).isPositive();
        }
        JsonNode lone = json.get("results").get(6);
        assertThat(lone.get("operation").stringValue()).isEqualTo("compare-and-set");
        assertThat(lone.get("said_no").get("max").doubleValue()).isZero();
        assertThat(run.err()).contains("condition not met");
        assertThat(plot).content(UTF_8).startsWith("<?xml");
    }

    @Test
    void aHotKeyMakesCompareAndSetsFail() throws Exception {
        Outcome run = bench(TINY, "--callers", "8", "--hot-key", "--workload", "compare-and-set", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode result = JsonMapper.shared().readTree(run.out()).get("results").get(0);
        assertThat(result.get("said_no").get("median").doubleValue()).isBetween(0.01, 0.99);
    }

    @Test
    void moreInFlightThanAShardTakesIsAnError() throws Exception {
        Outcome run = bench(TINY, "--callers", "2", "--async", "--in-flight", "1000000");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("65536 calls are in flight, the most that backpressure allows");
    }

    @Test
    void printsOneLineOfJsonWithRatiosMediansConfigAndVersions() throws Exception {
        Outcome run = bench(TINY, "--callers", "1,4", "--baseline", "raw", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().strip().lines()).hasSize(1);
        JsonNode json = JsonMapper.shared().readTree(run.out());
        for (String ratio : List.of("get_ratio", "put_ratio", "p99_get_ratio", "p99_put_ratio")) {
            assertThat(json.get(ratio).doubleValue()).as(ratio).isPositive();
        }
        assertThat(json.get("ratio_callers").intValue()).isEqualTo(4);
        JsonNode last = json.get("ratios").get(2);
        assertThat(last.get("callers").intValue()).isEqualTo(4);
        assertThat(last.get("operation").stringValue()).isEqualTo("get");
        assertThat(last.get("throughput").get("median").doubleValue())
                .isEqualTo(json.get("get_ratio").doubleValue());
        assertThat(json.get("results").size()).isEqualTo(2 * 2 * 2);
        for (JsonNode result : json.get("results")) {
            JsonNode p99 = result.get("p99_us");
            assertThat(p99.get("median").doubleValue())
                    .isBetween(p99.get("min").doubleValue(), p99.get("max").doubleValue());
        }
        assertThat(json.get("config").get("keys").intValue()).isEqualTo(2_000);
        assertThat(json.get("config").get("baseline_connections").get(0).intValue())
                .isEqualTo(10);
        assertThat(json.get("versions").get("java").stringValue())
                .isEqualTo(Runtime.version().toString());
        assertThat(json.get("versions").get("driver").stringValue()).startsWith("H2");
        assertThat(run.err()).contains("callers", "Ratios");
    }

    @Test
    void printsATableWithoutABaseline() throws Exception {
        Outcome run = bench(TINY, "--callers", "2", "--reads", "0.8", "--zipf", "0.99");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out()).contains("zipf 0.99", "mixed.get", "mixed.put").doesNotContain("raw", "Ratios");
    }

    @Test
    void ratiosThatWereNotMeasuredAreNullInJson() throws Exception {
        Outcome run = bench(TINY, "--callers", "1", "--workload", "get", "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(json.get("get_ratio").isNull()).isTrue();
        assertThat(json.get("put_ratio").isNull()).isTrue();
        assertThat(json.get("results").size()).isEqualTo(1);
    }

    @Test
    void aSweepOfPoolSizesIsMeasuredSizeBySizeAndComparedWithTheBest() throws Exception {
        Outcome run = bench(
                TINY,
                "--callers",
                "2",
                "--workload",
                "get",
                "--baseline",
                "raw",
                "--baseline-connections",
                "1,3",
                "--json");

        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode json = JsonMapper.shared().readTree(run.out());
        List<JsonNode> ratios = new ArrayList<>(json.get("ratios").values());
        assertThat(ratios)
                .extracting(ratio -> ratio.get("baseline").stringValue())
                .containsExactly("raw-1", "raw-3", "best_raw");
        assertThat(json.get("get_ratio").doubleValue())
                .isEqualTo(ratios.get(0).get("throughput").get("median").doubleValue());
        JsonNode best = ratios.get(2).get("throughput");
        assertThat(json.get("best_raw").get("get_ratio").doubleValue())
                .isEqualTo(best.get("median").doubleValue());
        assertThat(best.get("of").stringValue()).isIn("raw-1", "raw-3");
        assertThat(json.get("best_raw").get("put_ratio").isNull()).isTrue();
        assertThat(run.err()).contains("raw-1 with 1", "raw-3 with 3", "best_raw");
    }

    @Test
    void drawsAPlotAsSvg() throws Exception {
        Path plot = directory.resolve("plot.svg");

        Outcome run = bench(TINY, "--callers", "1,2", "--plot", plot.toString());

        assertThat(run.exit()).as(run.err()).isZero();
        DocumentBuilderFactory xml = DocumentBuilderFactory.newInstance();
        xml.setNamespaceAware(true);
        xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element root = xml.newDocumentBuilder().parse(plot.toFile()).getDocumentElement();
        assertThat(root.getLocalName()).isEqualTo("svg");
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getElementsByTagName("path").getLength()).isGreaterThan(20);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void aPlotThatDoesNotFitOnTheDiskIsNamedAfterTheResults() throws Exception {
        Outcome run = bench(TINY, "--callers", "1", "--workload", "get", "--plot", "/dev/full");

        assertThat(run.err()).endsWith("kv: file /dev/full cannot be written: No space left on device\n");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.out()).contains("calls/s");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    --callers=0             | --callers is 0: it must be 1 to 10,000
                    --duration=5            | '5' is no duration
                    --workload=set          | --workload is 'set': it must be one of mixed, get, put, expire, put-if-absent, compare
                    --baseline=redis        | 'redis' is not a known baseline: [raw, jdbi
                    --baseline=raw,raw      | --baseline names raw twice: give each once
                    --baseline-connections=0| --baseline-connections is 0: it must be 1 to 1,000
                    --round-trip=5          | '5' is not a round-trip time: write 0.5ms or 500us
                    --round-trip=0.000ms    | '0.000ms' is out of range: it must be above 0ms and at most 1000ms
                    --round-trip=0.5ms      | --round-trip needs a server: shard 'shard-0' has no url of the form
                    --limit=65              | --limit is 65: it must be 1 to 64
                    --plot=/no/such/p.svg   | --plot is /no/such/p.svg: it must be a file in a directory that exists
                    --config=/no/such.yaml  | there is no such file
                    """)
    void refusesABadOptionWithALineAndExitCode2(String option, String message) throws Exception {
        Outcome run = bench(List.of(), option);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().strip().lines()).singleElement().asString().contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aServerThatIsNotThereIsAnErrorOfTheStore() throws Exception {
        Path config = Files.writeString(directory.resolve("kv.yaml"), """
                shards:
                  - {name: nowhere, url: "jdbc:mysql://127.0.0.1:1/kv", user: kv, password: s3cret}
                """);

        Outcome run = bench(TINY, "--config", config.toString(), "--json");

        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("kv: bench: shard 'nowhere'").doesNotContain("s3cret", "\tat ");
        assertThat(run.out()).isEmpty();
    }

    private record Outcome(int exit, String out, String err) {}

    private Outcome bench(List<String> options, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "bench"));
        command.addAll(options);
        command.addAll(List.of(more));
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out)
                .redirectError(err)
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Outcome(
                process.exitValue(), Files.readString(out.toPath(), UTF_8), Files.readString(err.toPath(), UTF_8));
    }
}
