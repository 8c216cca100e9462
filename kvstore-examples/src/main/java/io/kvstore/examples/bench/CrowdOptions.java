package io.kvstore.examples.bench;

import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for callers. */
final class CrowdOptions {

    private static final int IN_FLIGHT = 10_000;

    @Option(
            names = {"--callers", "--threads"},
            split = ",",
            paramLabel = "N",
            defaultValue = "1,16,64",
            description =
                    "Concurrent callers, each on a thread; several numbers are a sweep. Default: ${DEFAULT-VALUE}.")
    private List<Integer> callers = List.of();

    @Option(names = "--virtual-threads", description = "Callers are virtual threads, up to a million; needs JDK 21.")
    private boolean virtual;

    @Option(
            names = "--async",
            description = "Calls the store asynchronously, without a thread per call. Baselines have no such calls and"
                    + " use --callers.")
    private boolean async;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = "Asynchronous calls in flight: each completion starts the next call. Default: 10000. A shard"
                    + " accepts at most backpressure.maxCalls.")
    private @Nullable Integer inFlight;

    Crowd crowd() {
        Limits.that(async || inFlight == null, "--in-flight counts asynchronous calls: add --async");
        return new Crowd(callers, virtual ? CallerThreads.VIRTUAL : CallerThreads.PLATFORM, inFlight());
    }

    private OptionalInt inFlight() {
        if (!async) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(inFlight == null ? IN_FLIGHT : inFlight);
    }
}
