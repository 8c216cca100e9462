package io.kvstore.internal.shard;

import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.util.function.Supplier;

/** Work for others, on a thread that its owner may interrupt: the interrupt waits until it is over. */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Tries again what failed, not applied, on a thread that was interrupted; in the end it is so again. */
    static <T> T call(Supplier<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (KvUnavailableException e) {
                    if (e.outcome() != Outcome.NOT_APPLIED || !Thread.interrupted()) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
