package io.kvstore.adapter.cache;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.kvstore.KvView;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The generation of a cache, a counter in the store. It is remembered for a second. Thread-safe. */
final class Generation {

    private static final long MAX_AGE = Duration.ofSeconds(1).toNanos();

    /** A number, and when it was asked for. */
    private record Known(long number, long since) {}

    private final KvView store;
    private final String key;
    private final LongSupplier nanos;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();

    Generation(KvView store, String key, LongSupplier nanos) {
        this.store = store;
        this.key = key;
        this.nanos = nanos;
    }

    /** At most a second old. */
    long current() {
        Known remembered = remembered();
        return remembered == null ? newest() : remembered.number;
    }

    /** At most a second old. */
    CompletableFuture<Long> currentAsync() {
        Known remembered = remembered();
        if (remembered != null) {
            return CompletableFuture.completedFuture(remembered.number);
        }
        long since = nanos.getAsLong();
        return store.async().get(key).thenApply(value -> learn(value, since));
    }

    private @Nullable Known remembered() {
        Known last = known.get();
        return last != null && nanos.getAsLong() - last.since < MAX_AGE ? last : null;
    }

    /** As it is in the store now. */
    long newest() {
        long since = nanos.getAsLong();
        return learn(store.get(key), since);
    }

    private long learn(Optional<byte[]> value, long since) {
        Known read = new Known(value.map(this::number).orElse(0L), since);
        known.accumulateAndGet(read, (last, added) -> last == null || added.since - last.since >= 0 ? added : last);
        return read.number;
    }

    /** From now on this process sees the next generation. */
    void next() {
        Known next = new Known(store.increment(key, 1), nanos.getAsLong());
        known.accumulateAndGet(next, (last, added) -> last == null || added.number > last.number ? added : last);
    }

    private long number(byte[] value) {
        try {
            return Long.parseLong(new String(value, US_ASCII));
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    "the value of '" + key
                            + "' is not the generation of a cache: delete the key, or give the cache manager"
                            + " another prefix",
                    e);
        }
    }
}
