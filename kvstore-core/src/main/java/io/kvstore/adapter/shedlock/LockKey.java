package io.kvstore.adapter.shedlock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.Outcome;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongFunction;
import net.javacrumbs.shedlock.support.Utils;

/**
 * The key of a lock, as one holder writes it. The value names the holder: no two are equal. So a write whose outcome is
 * unknown is settled by reading the value back. Thread-safe.
 */
final class LockKey {

    private static final int ATTEMPTS = 3;
    private static final byte[] RELEASED = "released".getBytes(UTF_8);

    private final KvOperations<byte[]> store;
    private final String key;
    private final byte[] holder = (UUID.randomUUID() + "@" + Utils.getHostname()).getBytes(UTF_8);

    LockKey(KvOperations<byte[]> store, String key) {
        this.store = store;
        this.key = key;
    }

    /** The version of the lock, or empty if somebody else holds it. Throws if it is not known that this holder has it. */
    OptionalLong acquire(Duration atMost) {
        try {
            return store.putIfAbsent(key, holder, atMost);
        } catch (KvException e) {
            OptionalLong version = e.outcome() == Outcome.UNKNOWN ? versionAfter(e) : OptionalLong.empty();
            if (version.isEmpty()) {
                throw e;
            }
            return version;
        }
    }

    /** The new version, or empty if the lock was lost. */
    OptionalLong extend(long version, Duration atMost) {
        return write(version, expected -> store.compareAndSet(key, expected, holder, atMost), OptionalLong.empty());
    }

    /** Whether this holder had the lock until now. */
    boolean release(long version) {
        OptionalLong released = OptionalLong.of(version);
        return write(
                        version,
                        expected -> store.compareAndDelete(key, expected) ? released : OptionalLong.empty(),
                        released)
                .isPresent();
    }

    /** Lets the lock end after this time. Whether this holder had it until now. */
    boolean releaseAfter(long version, Duration left) {
        return write(version, expected -> store.compareAndSet(key, expected, RELEASED, left), OptionalLong.of(version))
                .isPresent();
    }

    /**
     * Writes as long as the key is this holder's. An earlier write of this holder whose outcome is unknown may have changed the
     * version.
     *
     * @param ifGone what it means that the key is not this holder's any more, after a write whose outcome is unknown
     */
    private OptionalLong write(long version, LongFunction<OptionalLong> write, OptionalLong ifGone) {
        OptionalLong expected = OptionalLong.of(version);
        boolean unknown = false;
        for (int attempt = 1; expected.isPresent() && attempt <= ATTEMPTS; attempt++) {
            try {
                OptionalLong written = write.apply(expected.getAsLong());
                if (written.isPresent()) {
                    return written;
                }
                expected = version();
            } catch (KvException e) {
                if (e.outcome() == Outcome.NOT_APPLIED || attempt == ATTEMPTS) {
                    throw e;
                }
                unknown = true;
                expected = version();
            }
        }
        return unknown ? ifGone : OptionalLong.empty();
    }

    private OptionalLong versionAfter(KvException unknown) {
        try {
            return version();
        } catch (KvException e) {
            unknown.addSuppressed(e);
            return OptionalLong.empty();
        }
    }

    /** The version of the key, if it is this holder's. */
    private OptionalLong version() {
        return store.getEntry(key).stream()
                .filter(entry -> Arrays.equals(entry.value(), holder))
                .mapToLong(entry -> entry.version())
                .findFirst();
    }
}
