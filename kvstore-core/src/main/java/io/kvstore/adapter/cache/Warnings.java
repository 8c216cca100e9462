package io.kvstore.adapter.cache;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs at most one warning a minute, with how many there were since the last one. Thread-safe. */
final class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(KvCache.class);
    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private final LongSupplier nanos;
    private final AtomicLong next;
    private final AtomicLong count = new AtomicLong();

    Warnings(LongSupplier nanos) {
        this.nanos = nanos;
        next = new AtomicLong(nanos.getAsLong());
    }

    void warn(String what, Throwable error) {
        count.incrementAndGet();
        long due = next.get();
        long now = nanos.getAsLong();
        if (now - due >= 0 && next.compareAndSet(due, now + PAUSE)) {
            LOG.warn(
                    "{} ({} times since the last warning, at most one a minute): {}",
                    what,
                    count.getAndSet(0),
                    error.toString());
        }
    }
}
