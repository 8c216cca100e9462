package io.kvstore.examples.http;

import java.time.Duration;

/**
 * What callers may take of the server. Immutable.
 *
 * @param maxValueBytes the longest body of a PUT: the store's own bound
 * @param maxBatchKeys the most keys of a batch call: 1 to 10,000
 * @param maxBatchBytes the longest body of a batch call, base64 included; and the most bytes of values, before base64,
 *     in the answer to one
 * @param maxMemory bytes of requests and answers that may be in memory at one time, beyond the first 64 KiB of each:
 *     three times {@code maxValueBytes} and {@code maxBatchBytes} or more, since they are there in several forms
 * @param maxCalls calls that ask the store at one time: 2 to 1,000
 * @param maxConnections connections that may be open: 2 to 1,000,000; one more takes the place of that which has kept
 *     the server waiting for the longest time
 * @param idleTimeout how long a connection may be open without a whole header: 1 ms to 1 hour
 * @param requestTimeout how long a body may take to come in, and an answer to go out: 1 ms to 1 hour
 * @param minRate bytes a second that a body or an answer must make after its first five seconds: 1 or more
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

    /** The most that {@code maxBatchKeys} may be. */
    static final int MOST_BATCH_KEYS = 10_000;

    /** How often the bytes of a request or an answer are in memory: as such, for the database, in base64. */
    static final int COPIES = 3;

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    /** Refuses what is out of bounds. {@inheritDoc} */
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
     * Batches of 256 keys and 32 MiB (less with a heap below 768 MiB), 1,000 connections, 30 s for a header and 60 s for a body or an answer, at 1 KiB a
     * second or more. What is in memory, and how many calls go on, follow from the heap: an eighth of it for requests
     * and answers, an eighth for values that are read.
     *
     * @param maxValueBytes the store's bound
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
