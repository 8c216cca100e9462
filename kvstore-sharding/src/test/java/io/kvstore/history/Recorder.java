package io.kvstore.history;

import io.kvstore.KvException;
import io.kvstore.Outcome;
import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Records calls and their replies. Thread-safe. */
final class Recorder {

    private final long start = System.nanoTime();
    private final AtomicLong lastTime = new AtomicLong();
    private final ConcurrentLinkedQueue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

    /**
     * Makes a call. The future has the reply, or is empty if the call failed. It is completed when the call is
     * recorded.
     */
    CompletableFuture<Optional<Reply>> call(Client client, int caller, String key, Request request) {
        long invoked = now();
        return client.call(key, request).handle((reply, error) -> {
            Fate fate = error == null ? Fate.RETURNED : fate(error);
            calls.add(new RecordedCall(caller, key, request, fate, reply, invoked, now()));
            return Optional.ofNullable(reply);
        });
    }

    private static Fate fate(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        if (cause instanceof KvException failure) {
            return failure.outcome() == Outcome.NOT_APPLIED ? Fate.NOT_APPLIED : Fate.UNKNOWN;
        }
        throw new CompletionException("not an error that a store may throw", cause);
    }

    /** No two times are equal, so they give the order of a caller's calls. */
    private long now() {
        return lastTime.accumulateAndGet(System.nanoTime() - start, (last, time) -> Math.max(last + 1, time));
    }

    /** Returns all calls that have ended since the last take. */
    List<RecordedCall> take() {
        List<RecordedCall> taken = new ArrayList<>();
        for (@Nullable RecordedCall call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return taken;
    }
}
