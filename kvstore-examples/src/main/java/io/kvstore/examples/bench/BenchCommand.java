package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import io.kvstore.examples.cli.StoreOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kv bench}: measures the store, and its alternatives on the same servers. */
@Command(
        name = "bench",
        header = {"Measure throughput and latency.", ""},
        description = {"Runs concurrent callers that read and write, and compares the store with its alternatives.", ""
        },
        footer = {
            "",
            "Exit codes: 0 ok, 2 bad usage, 3 a call failed or gave a wrong answer.",
            "",
            "Without a config it runs on 4 embedded shards in memory. On servers it works in a namespace of its own,"
                    + " 'bench', which it drops at the end.",
        })
public final class BenchCommand implements Callable<Integer> {

    static final String NAMESPACE = "bench";

    private static final int EMBEDDED_SHARDS = 4;
    private static final int FAILURE = 3;

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final PlanOptions planOptions = new PlanOptions();

    @Mixin
    private final NetworkOptions networkOptions = new NetworkOptions();

    @Mixin
    private final SetupOptions setupOptions = new SetupOptions();

    @Option(names = "--keep", description = "Keep the tables of the benchmark.")
    private boolean keep;

    @Option(names = "--json", description = "Print one line of JSON last, and the table on standard error.")
    private boolean json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw throughput and p99 by callers, as SVG.")
    private @Nullable Path plot;

    /**
     * Runs the benchmark.
     *
     * @return 0, or 3 if a call failed or gave a wrong answer
     * @throws IOException if the plot cannot be written
     * @throws InterruptedException if the thread is interrupted
     */
    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = planOptions.plan();
        KvConfig.Builder config =
                store.builderOr(() -> KvConfig.embedded(EMBEDDED_SHARDS)).namespace(NAMESPACE);
        if (plot != null) {
            Plot.check(plot);
        }
        try (Network network = new Network(config, networkOptions.roundTrip())) {
            Setup setup = setupOptions.setup(network.config());
            setup.check(plan);
            report(measure(plan, setup, network));
            return 0;
        } catch (BenchException e) {
            System.err.println("kv: bench: " + e.getMessage());
            return FAILURE;
        }
    }

    private Report measure(Plan plan, Setup setup, Network network) throws InterruptedException {
        try (Entrants entrants = new Entrants(setup, plan, keep)) {
            Results results = new Bench(plan, entrants.all()).run();
            return new Report(plan, setup, results, network.measure(), Versions.of(setup.config()));
        }
    }

    private void report(Report report) throws IOException {
        PrintStream human = json ? System.err : System.out;
        TextReport.lines(report).forEach(human::println);
        if (json) {
            System.out.println(JsonReport.line(report));
        }
        if (plot != null) {
            Plot.write(report, plot);
            System.err.println("wrote " + plot);
        }
    }
}
