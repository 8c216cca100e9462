package io.kvstore.examples.http;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the limits of {@code kv serve}. */
final class LimitOptions {

    @Option(
            names = "--max-connections",
            paramLabel = "N",
            description = "The most open connections. Beyond this, the server closes the one for which it has waited"
                    + " longest. Default: 1000.")
    private @Nullable Integer maxConnections;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description =
                    "The most concurrent calls to the store. Others wait up to 5 s. With several shards, each shard"
                            + " gets at most a third of these, and so do batches. Default: 4 to 64, an eighth of the heap"
                            + " divided by the longest value.")
    private @Nullable Integer maxCalls;

    @Option(
            names = "--max-memory",
            paramLabel = "BYTES",
            description = "The most bytes of requests and answers in memory, without the first 64 KiB of each. A value"
                    + " counts three times while it is received, and twice while it is sent. Beyond this, the answer"
                    + " is 503. Default: an eighth of the heap.")
    private @Nullable Long maxMemory;

    @Option(
            names = "--max-batch-keys",
            paramLabel = "N",
            description = "The most keys of a batch call. Beyond this, the answer is 413. Default: 256.")
    private @Nullable Integer maxBatchKeys;

    @Option(
            names = "--max-batch-bytes",
            paramLabel = "BYTES",
            description =
                    "The most bytes of the body of a batch call, and of the values in its answer. Beyond this, the"
                            + " answer is 413. Default: 32 MiB, or a third of --max-memory if that is less.")
    private @Nullable Integer maxBatchBytes;

    @Option(
            names = "--idle-timeout",
            paramLabel = "TIME",
            description = "How long a connection may be open without a complete request header. Default: 30s.")
    private @Nullable Duration idleTimeout;

    @Option(
            names = "--request-timeout",
            paramLabel = "TIME",
            description = "How long receiving a body may take, and sending an answer. Default: 60s.")
    private @Nullable Duration requestTimeout;

    @Option(
            names = "--min-rate",
            paramLabel = "BYTES",
            description = "The least mean rate of a body or an answer after its first 5 s, in bytes per second. Slower"
                    + " callers are disconnected. Default: 1024.")
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
