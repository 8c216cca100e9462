package io.kvstore.examples.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The limits of {@code kv serve} as options. */
final class LimitOptions {

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "Connections that may be open. One more takes the place of that which has kept the server"
                    + " waiting for the longest time. Default: 1000.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Calls that ask the store at one time; others wait up to 5 s for their turn. With several"
                    + " shards, one of them gets a third of these at most, and so do batches. Default: 4 to 64, an"
                    + " eighth of the heap divided by the longest value.")
    private @Nullable Integer maxCalls;

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            description = "Bytes of requests and answers that may be in memory at one time, beyond the first 64 KiB of"
                    + " each; a value counts three times while it comes in, and twice while it goes out. What finds no"
                    + " room is answered 503. Default: an eighth of the heap.")
    private @Nullable Long maxMemory;

    @Option(
            names = "--max-batch-keys",
            paramLabel = "N",
            description = "Keys of a batch call; more are answered 413. Default: 256.")
    private @Nullable Integer maxBatchKeys;

    @Option(
            names = "--max-batch-bytes",
            paramLabel = "BYTES",
            description = "Bytes of the body of a batch call, and of the values in the answer to one; more are answered"
                    + " 413. Default: 32 MiB, or a third of --max-memory if that is less.")
    private @Nullable Integer maxBatchBytes;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "How long a connection may be open without the whole header of a request. Default: 30s.")
    private @Nullable Duration idleTimeout;

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            description = "How long a body may take to come in, and an answer to go out. Default: 60s.")
    private @Nullable Duration requestTimeout;

    @Option(
            names = "--min-rate",
            paramLabel = "BYTES",
            description = "Bytes a second that a body or an answer must make on average after its first 5 s; slower"
                    + " callers are cut off. Default: 1024.")
    private @Nullable Integer minRate;

    LimitOptions() {}

    ServerLimits limits(int maxValueBytes) {
        ServerLimits defaults = ServerLimits.defaults(maxValueBytes);
        long memory = or(maxMemory, defaults.maxMemory());
        return new ServerLimits(
                maxValueBytes,
                or(maxBatchKeys, defaults.maxBatchKeys()),
                or(maxBatchBytes, (int) Math.min(defaults.maxBatchBytes(), Math.max(1, memory / ServerLimits.COPIES))),
                memory,
                or(maxCalls, defaults.maxCalls()),
                or(maxConnections, defaults.maxConnections()),
                or(idleTimeout, defaults.idleTimeout()),
                or(requestTimeout, defaults.requestTimeout()),
                or(minRate, defaults.minRate()));
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }
}
