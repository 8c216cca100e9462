package io.kvstore;

import java.util.Optional;

/** What became of one key of a batch call of which some part failed. */
public sealed interface KeyResult {

    /**
     * The call was done for this key.
     *
     * @param value for a read, the stored bytes, if the key was there; empty for a write
     */
    record Done(Optional<byte[]> value) implements KeyResult {}

    /**
     * The call failed for this key.
     *
     * @param error why, and whether it may have happened
     */
    record Failed(KvException error) implements KeyResult {}
}
