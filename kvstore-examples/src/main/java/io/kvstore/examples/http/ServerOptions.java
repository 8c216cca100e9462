package io.kvstore.examples.http;

import java.time.Duration;
import java.util.Set;

/**
 * Where the server listens, and its bounds. Immutable.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any that is free
 * @param allowedHosts names by which callers may call this server, beside localhost and {@code host}
 * @param limits what callers may take
 * @param stopTimeout how long a stop waits for requests under way: 1 ms to 1 hour
 */
public record ServerOptions(
        String host, int port, Set<String> allowedHosts, ServerLimits limits, Duration stopTimeout) {

    /** Refuses what is out of bounds. {@inheritDoc} */
    public ServerOptions {
        allowedHosts = Set.copyOf(allowedHosts);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ": it must be 0 to 65535");
        }
        if (stopTimeout.toMillis() < 1 || stopTimeout.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("the stop timeout is " + stopTimeout + ": it must be PT0.001S to PT1H");
        }
    }
}
