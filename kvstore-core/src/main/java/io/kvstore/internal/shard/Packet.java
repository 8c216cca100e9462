package io.kvstore.internal.shard;

import java.util.function.LongSupplier;

/**
 * What fits into one packet of the server that new connections lead to. A call that is more than that by itself is
 * left to the driver, which knows the limit of its own connection and refuses before it sends. Thread-safe.
 *
 * @param maxAllowed the server's max_allowed_packet
 */
record Packet(LongSupplier maxAllowed) {

    private static final int STATEMENT = 1_024;

    /**
     * What calls that share a statement may be together. It is half a packet: where the driver sends text, each byte
     * of a value may become two.
     */
    long shared() {
        return Math.max(0, maxAllowed.getAsLong() - STATEMENT) / 2;
    }
}
