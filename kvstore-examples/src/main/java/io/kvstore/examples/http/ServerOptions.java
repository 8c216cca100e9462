package io.kvstore.examples.http;

import java.time.Duration;
import java.util.Set;

/**
 * The address and the limits of a server. Immutable.
 *
 * @param host the address to listen on
 * @param port the port, or 0 for any free port
 * @param allowedHosts more host names that callers may use, in addition to localhost and {@code host}
 * @param limits the limits
 * @param stopTimeout how long a stop waits for requests in progress: 1 ms to 1 hour
 */
public record ServerOptions(
        String host, int port, Set<String> allowedHosts, ServerLimits limits, Duration stopTimeout) {

    /** Checks the limits. {@inheritDoc} */
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
