package io.kvstore.adapter.bucket4j;

import io.github.bucket4j.TimeoutException;
import io.kvstore.KvException;
import io.kvstore.KvView;
import java.time.Duration;
import java.util.Optional;

/** What is left of Bucket4j's request timeout, as a deadline of the store. */
final class Deadline {

    private static final Duration LONGEST = Duration.ofMinutes(10); // of KvView.with

    private final Optional<Long> nanos;
    private final long start = System.nanoTime();

    Deadline(Optional<Long> nanos) {
        this.nanos = nanos;
    }

    KvView of(KvView store) {
        return nanos.map(limit -> store.with(Duration.ofNanos(Math.min(limit, LONGEST.toNanos()))))
                .orElse(store);
    }

    /** What Bucket4j throws if it passes; the error itself if it has not passed. */
    RuntimeException error(KvException error) {
        long took = System.nanoTime() - start;
        if (nanos.isEmpty() || took < nanos.get()) {
            return error;
        }
        TimeoutException timeout = new TimeoutException(
                "the store did not answer within " + Duration.ofNanos(nanos.get()) + " (" + error.outcome() + ")",
                took,
                nanos.get());
        timeout.initCause(error);
        return timeout;
    }
}
