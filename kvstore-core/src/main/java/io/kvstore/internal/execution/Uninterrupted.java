package io.kvstore.internal.execution;

import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import java.util.function.Supplier;

/**
 * Runs work for several callers on the thread of one of them. An interrupt of the thread is delayed until the work is
 * done.
 */
public final class Uninterrupted {

    private Uninterrupted() {}

    /**
     * If the work fails, not applied, because the thread was interrupted, runs it again. Sets the interrupt flag at the
     * end.
     */
    public static <T> T call(Supplier<T> work) {
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
