package io.kvstore.adapter.session;

import io.kvstore.Entry;
import io.kvstore.KvOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One save of a session. If a concurrent request came first, it reads the session, merges the changes into it and tries again.
 * Such requests take turns in this process, or many of them would only make each other fail.
 */
final class Save implements AutoCloseable {

    private static final int MAX_ATTEMPTS = 100;
    private static final int AT_ONCE = 3;
    private static final long MAX_PAUSE_NANOS = 5_000_000;

    private final KvSessionRepository repository;
    private final KvOperations<byte[]> store;
    private final KvSession session;
    private final Delta delta;

    /** What is changed: the session as this request found it, then as others left it. */
    private Document base;

    private long version;
    private int attempts = 1;
    private @Nullable Lock turn;

    Save(KvSessionRepository repository, KvSession session, Delta delta) {
        this.repository = repository;
        this.store = repository.store();
        this.session = session;
        this.delta = delta;
        base = session.saved();
        version = session.version();
    }

    /** A session that has already expired is not written, and stays new. */
    void insert() {
        String key = repository.key(session.getId());
        Instant now = Instant.now();
        Document document = delta.mergedInto(base);
        Optional<Duration> left = delta.left(document, now);
        if (left.isEmpty()) {
            return;
        }
        OptionalLong written = store.putIfAbsent(key, document.encode(), left.get());
        if (written.isPresent()) {
            session.saved(delta, document, written.getAsLong(), delta.since(document, now));
        } else if (continueFrom(key, own(key))) {
            update();
        }
    }

    void update() {
        update(repository.key(session.getId()));
    }

    private void update(String key) {
        do {
            Instant now = Instant.now();
            Document merged = delta.mergedInto(base);
            Optional<Duration> left = delta.left(merged, now);
            if (left.isEmpty()) {
                if (store.compareAndDelete(key, version)) {
                    return;
                }
            } else {
                OptionalLong written = store.compareAndSet(key, version, merged.encode(), left.get());
                if (written.isPresent()) {
                    session.saved(delta, merged, written.getAsLong(), delta.since(merged, now));
                    return;
                }
            }
        } while (readAgain(key));
    }

    /** Nobody else knows the new id before this returns. */
    void move() {
        String oldKey = repository.key(session.savedId());
        String newKey = repository.key(session.getId());
        OptionalLong copy = OptionalLong.empty();
        do {
            Instant now = Instant.now();
            Document merged = delta.mergedInto(base);
            Optional<Duration> left = delta.left(merged, now);
            if (left.isEmpty()) {
                delete(newKey, copy);
                update(oldKey);
                return;
            }
            copy = copy(newKey, copy, merged.encode(), left.get());
            if (copy.isPresent() && store.compareAndDelete(oldKey, version)) {
                session.saved(delta, merged, copy.getAsLong(), delta.since(merged, now));
                return;
            }
        } while (readAgain(oldKey));
        delete(newKey, copy);
    }

    private void delete(String key, OptionalLong copy) {
        if (copy.isPresent()) {
            store.compareAndDelete(key, copy.getAsLong());
        }
    }

    private OptionalLong copy(String key, OptionalLong earlier, byte[] document, Duration left) {
        if (earlier.isPresent()) {
            return store.compareAndSet(key, earlier.getAsLong(), document, left);
        }
        OptionalLong written = store.putIfAbsent(key, document, left);
        if (written.isPresent()) {
            return written;
        }
        Optional<Entry<byte[]>> own = own(key);
        return own.isPresent() ? store.compareAndSet(key, own.get().version(), document, left) : OptionalLong.empty();
    }

    /** What an earlier save of this session wrote, although it failed. */
    private Optional<Entry<byte[]>> own(String key) {
        Optional<Entry<byte[]>> found = store.getEntry(key);
        if (found.isPresent() && !repository.decode(key, found.get()).created().equals(base.created())) {
            throw new IllegalStateException(
                    "another session has the id of a new one: let the SessionIdGenerator return each id once");
        }
        return found;
    }

    /** Reads the session as others left it, or returns false if it is gone. */
    private boolean readAgain(String key) {
        if (attempts == MAX_ATTEMPTS) {
            throw new IllegalStateException("a session was not saved: concurrent requests of it came first "
                    + MAX_ATTEMPTS + " times; save it again, or send fewer requests of one session at a time");
        }
        if (turn == null) {
            turn = repository.lock(key);
            turn.lock();
        }
        if (attempts++ > AT_ONCE) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(MAX_PAUSE_NANOS));
        }
        return continueFrom(key, store.getEntry(key));
    }

    private boolean continueFrom(String key, Optional<Entry<byte[]>> found) {
        found.ifPresent(entry -> {
            base = repository.decode(key, entry);
            version = entry.version();
        });
        return found.isPresent();
    }

    @Override
    public void close() {
        if (turn != null) {
            turn.unlock();
        }
    }
}
