package io.kvstore;

import java.io.Serial;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of one key in a batch call that failed for some of its keys. Immutable. */
public sealed interface KeyResult extends Serializable {

    /**
     * The call succeeded for this key.
     *
     * @param value for a read, the stored bytes if the key existed; empty for a write
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
     * @param error the reason; its {@link KvException#outcome()} says whether the call may have happened
     */
    record Failed(KvException error) implements KeyResult {}
}
