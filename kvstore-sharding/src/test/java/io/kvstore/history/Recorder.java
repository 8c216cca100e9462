package io.kvstore.history;

import io.kvstore.KvException;
import io.kvstore.Outcome;
import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Writes down what callers ask and what they see. Thread-safe. */
final class Recorder {

    private final long start = System.nanoTime();
    private final ConcurrentLinkedQueue<RecordedCall> calls = new ConcurrentLinkedQueue<>();

    /** What the client replied, or empty if the call failed. */
    Optional<Reply> call(Client client, int caller, String key, Request request) {
        long invoked = now();
        try {
            Reply reply = client.call(key, request);
            add(caller, key, request, Fate.RETURNED, reply, invoked);
            return Optional.of(reply);
        } catch (KvException e) {
            add(caller, key, request, fate(e), null, invoked);
            return Optional.empty();
        }
    }

    private static Fate fate(KvException error) {
        return error.outcome() == Outcome.NOT_APPLIED ? Fate.NOT_APPLIED : Fate.UNKNOWN;
    }

    private void add(int caller, String key, Request request, Fate fate, @Nullable Reply reply, long invoked) {
        calls.add(new RecordedCall(caller, key, request, fate, reply, invoked, now()));
    }

    private long now() {
        return System.nanoTime() - start;
    }

    /** All calls that are over and were not taken yet. */
    List<RecordedCall> take() {
        List<RecordedCall> taken = new ArrayList<>();
        for (RecordedCall call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return taken;
    }
}
