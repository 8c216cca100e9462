package io.kvstore.internal.shard;

import java.util.function.LongSupplier;

/**
 * What fits into one packet of the server that new connections lead to. A call that is more than that by itself is
 * left to the driver, which knows the limit of its own connection and refuses before it sends. Thread-safe.
 *
 * @param maxAllowed the server's max_allowed_packet
 */
record Packet(LongSupplier maxAllowed) {

    /** What a key adds to a list of keys: its mark in the text, and its type and length. */
    static final int PER_KEY = 16;

    /** What a row adds to an upsert besides its key and value: its part of the text, and types and lengths. */
    static final int PER_ROW = 256;

    private static final int STATEMENT = 1_024;

    /**
     * What calls that share a statement may be together. It is half a packet: where the driver sends text, each byte
     * of a value may become two.
     */
    long shared() {
        return Math.max(0, maxAllowed.getAsLong() - STATEMENT) / 2;
    }
}
