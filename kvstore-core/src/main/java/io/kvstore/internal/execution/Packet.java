package io.kvstore.internal.execution;

import java.util.function.LongSupplier;

/**
 * The limits that follow from the server's max_allowed_packet, as new connections report it. A single call that exceeds
 * the packet is left to the driver. The driver knows the limit of its own connection and rejects the call before it
 * sends. Thread-safe.
 *
 * @param maxAllowed the server's max_allowed_packet
 */
public record Packet(LongSupplier maxAllowed) {

    private static final int STATEMENT = 1_024;

    /**
     * The most bytes of a shared statement: half a packet. If the driver sends text, one byte of a value may become
     * two.
     */
    public long shared() {
        return Math.max(0, maxAllowed.getAsLong() - STATEMENT) / 2;
    }

    /** The largest value that the server can send. */
    public int result() {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, maxAllowed.getAsLong() - STATEMENT));
    }
}
