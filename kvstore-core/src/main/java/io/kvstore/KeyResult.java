package io.kvstore;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one key of a batch call of which some part failed. */
public sealed interface KeyResult extends Serializable {

    /**
     * The call was done for this key.
     *
     * @param value for a read, the stored bytes, if the key was there; empty for a write
     */
    @SuppressWarnings("serial") // Optional: see writeReplace
    record Done(Optional<byte[]> value) implements KeyResult {

        @Serial
        private Object writeReplace() {
            return new Form(value.orElse(null));
        }

        /** What is serialized. */
        @SuppressWarnings("ArrayRecordComponent") // on its way
        private record Form(byte @Nullable [] value) implements Serializable {

            @Serial
            private Object readResolve() {
                return new Done(Optional.ofNullable(value));
            }
        }
    }

    /**
     * The call failed for this key.
     *
     * @param error why, and whether it may have happened
     */
    record Failed(KvException error) implements KeyResult {}
}
