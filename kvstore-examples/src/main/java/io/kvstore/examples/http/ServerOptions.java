package io.kvstore.examples.http;

import java.time.Duration;
import java.util.Set;

/**
 * Bounds of the server. Immutable.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any that is free
 * @param allowedHosts names by which callers may call this server, beside localhost and {@code host}
 * @param maxValueBytes the longest body of a PUT: the store's own bound
 * @param maxBatchBytes the longest body of a batch call, base64 included
 * @param maxBatchKeys the most keys of a batch call: with {@code maxValueBytes}, what an answer may hold
 * @param stopTimeout how long a stop waits for requests under way: 1 ms to 1 hour
 */
public record ServerOptions(
        String host,
        int port,
        Set<String> allowedHosts,
        int maxValueBytes,
        int maxBatchBytes,
        int maxBatchKeys,
        Duration stopTimeout) {

    /** The most that {@code maxBatchKeys} may be. */
    static final int MOST_BATCH_KEYS = 10_000;

    /** Refuses what is out of bounds. {@inheritDoc} */
    public ServerOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        require(port >= 0 && port <= 65_535, "port is " + port + ": it must be 0 to 65535");
        require(
                stopTimeout.toMillis() >= 1 && stopTimeout.compareTo(Duration.ofHours(1)) <= 0,
                "the stop timeout is " + stopTimeout + ": it must be PT0.001S to PT1H");
        require(
                maxBatchKeys <= MOST_BATCH_KEYS,
                "the most keys of a batch are " + maxBatchKeys + ": they must be up to " + MOST_BATCH_KEYS);
        require(maxValueBytes > 0 && maxBatchBytes > 0 && maxBatchKeys > 0, "each maximum must be 1 or more");
    }

    /**
     * This machine only, batches of 256 keys and 32 MiB, 30 s to stop.
     *
     * @param port the port, or 0 for any that is free
     * @param maxValueBytes the store's bound
     * @return the options
     */
    public static ServerOptions local(int port, int maxValueBytes) {
        return new ServerOptions(
                "127.0.0.1", port, Set.of(), maxValueBytes, 32 * 1024 * 1024, 256, Duration.ofSeconds(30));
    }

    /**
     * With another address.
     *
     * @param host a name or an address of this machine
     * @return a copy
     */
    public ServerOptions withHost(String host) {
        return new ServerOptions(host, port, allowedHosts, maxValueBytes, maxBatchBytes, maxBatchKeys, stopTimeout);
    }

    /**
     * With another patience.
     *
     * @param stopTimeout how long a stop waits
     * @return a copy
     */
    public ServerOptions withStopTimeout(Duration stopTimeout) {
        return new ServerOptions(host, port, allowedHosts, maxValueBytes, maxBatchBytes, maxBatchKeys, stopTimeout);
    }

    /**
     * With more names.
     *
     * @param allowedHosts names or addresses by which callers may call this server
     * @return a copy
     */
    public ServerOptions withAllowedHosts(Set<String> allowedHosts) {
        return new ServerOptions(host, port, allowedHosts, maxValueBytes, maxBatchBytes, maxBatchKeys, stopTimeout);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
