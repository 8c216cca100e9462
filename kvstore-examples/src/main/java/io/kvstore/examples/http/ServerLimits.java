package io.kvstore.examples.http;

import java.time.Duration;

/**
 * The limits of the server. Immutable.
 *
 * @param maxValueBytes the largest body of a PUT, as in the store
 * @param maxBatchKeys the most keys of a batch call: 1 to 10,000
 * @param maxBatchBytes the largest body of a batch call, including base64; also the most bytes of values in its answer,
 *     before base64
 * @param maxMemory the most bytes of requests and answers in memory, not counting the first 64 KiB of each; at least
 *     three times {@code maxValueBytes} and three times {@code maxBatchBytes}, because they are in memory in several
 *     forms
 * @param maxCalls the most concurrent calls of the store: 2 to 1,000
 * @param maxConnections the most open connections: 2 to 1,000,000; if there is one more, the connection that has kept
 *     the server waiting longest is closed
 * @param idleTimeout how long a connection may be open without a complete header: 1 ms to 1 hour
 * @param requestTimeout how long receiving a body may take, and sending an answer: 1 ms to 1 hour
 * @param minRate the lowest rate of a body or an answer after its first five seconds, in bytes per second: 1 or more
 */
public record ServerLimits(
        int maxValueBytes,
        int maxBatchKeys,
        int maxBatchBytes,
        long maxMemory,
        int maxCalls,
        int maxConnections,
        Duration idleTimeout,
        Duration requestTimeout,
        int minRate) {

    /** The upper limit of {@code maxBatchKeys}. */
    static final int MOST_BATCH_KEYS = 10_000;

    /** How often the bytes of a request or an answer are in memory: as received, for the database, and in base64. */
    static final int COPIES = 3;

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /** Checks the limits. {@inheritDoc} */
    public ServerLimits {
        require(maxValueBytes, 1, Integer.MAX_VALUE - 8, "most bytes of a value");
        require(maxBatchKeys, 1, MOST_BATCH_KEYS, "most keys of a batch");
        require(maxBatchBytes, 1, Integer.MAX_VALUE - 8, "most bytes of a batch");
        require(maxMemory, (long) COPIES * Math.max(maxValueBytes, maxBatchBytes), Long.MAX_VALUE, "bytes in memory");
        require(maxCalls, 2, 1_000, "most calls at one time");
        require(maxConnections, 2, 1_000_000, "most connections");
        require(idleTimeout, "idle timeout");
        require(requestTimeout, "request timeout");
        require(minRate, 1, Integer.MAX_VALUE, "least bytes a second");
    }

    /**
     * The default limits. Batches have at most 256 keys and 32 MiB (less with a heap below 768 MiB). There are 1,000
     * connections, with 30 s for a header and 60 s for a body or an answer, at 1 KiB per second or more. The limits of
     * memory and concurrent calls depend on the heap: one eighth of it is for requests and answers, and one eighth for
     * values that are read.
     *
     * @param maxValueBytes the limit of the store
     * @return the limits
     */
    public static ServerLimits defaults(int maxValueBytes) {
        long eighth = Runtime.getRuntime().maxMemory() / 8;
        long memory = Math.max(eighth, (long) COPIES * maxValueBytes);
        return new ServerLimits(
                maxValueBytes,
                256,
                (int) Math.min(32 * 1024 * 1024, memory / COPIES),
                memory,
                (int) Math.max(4, Math.min(64, eighth / maxValueBytes)),
                1_000,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                1024);
    }

    private static void require(long value, long least, long most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("the " + what + ": " + value + " must be " + least + " to " + most);
        }
    }

    private static void require(Duration value, String what) {
        if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("the " + what + " is " + value + ": it must be PT0.001S to PT1H");
        }
    }
}
