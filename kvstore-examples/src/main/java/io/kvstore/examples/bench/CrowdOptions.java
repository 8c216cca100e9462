package io.kvstore.examples.bench;

import java.util.List;
import picocli.CommandLine.Option;

/** The options that say who calls. */
final class CrowdOptions {

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

    Crowd crowd() {
        return new Crowd(callers, virtual ? CallerThreads.VIRTUAL : CallerThreads.PLATFORM);
    }
}
