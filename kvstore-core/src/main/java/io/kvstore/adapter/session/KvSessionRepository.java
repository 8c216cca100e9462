package io.kvstore.adapter.session;

import static java.util.Objects.requireNonNull;

import com.google.common.util.concurrent.Striped;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.JavaCodec;
import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.Outcome;
import io.kvstore.Ttl;
import io.kvstore.adapter.KeyPrefix;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FlushMode;
import org.springframework.session.MapSession;
import org.springframework.session.SaveMode;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.SessionRepository;
import org.springframework.session.UuidSessionIdGenerator;

/**
 * Keeps the sessions of Spring Session in a store.
 *
 * <p>A session is one key, a prefix and the session's id. Keys with the prefix belong to the repository. The time-to-live of the
 * key is what the session has left, by the database's clock; a session that never expires has {@link Ttl#MAX}.
 *
 * <p><b>Round trips.</b> {@link #findById} reads the session and gives it its full time again, in one round trip. {@link #save}
 * takes none if nothing changed but the last access, and that by less than {@link Builder#accessResolution}. Otherwise it takes
 * one, and two more each time that a concurrent request of the session came first. The time-to-live must be known before the
 * session is read, so {@code findById} assumes the repository's default. If the session has an interval of its own,
 * {@code findById} takes a second round trip, which corrects the time. If the process ends in between, that session expires by
 * the default interval. A change of the id takes two round trips in {@code save}.
 *
 * <p><b>Concurrent requests of a session.</b> {@code save} writes what the request changed, and keeps what others changed in the
 * meantime. Of two requests that set the same attribute, the one that is saved last counts. Of two last accesses the later one
 * counts. After a conflict, the requests of a session take turns within a process. A saved session that was deleted or expired stays so: {@code save} then does nothing.
 *
 * <p><b>Change of the id.</b> {@code save} first writes the session under its new id and then deletes the old one. If the process
 * ends in between, the session stays under the old id too, without what this request changed. A concurrent request that found the
 * session by its old id: what it saved before the delete is in the session; what it saves later is dropped.
 *
 * <p><b>Ids of clients.</b> An id that does not fit into a key is the id of no session: {@code findById} returns null.
 *
 * <p><b>Errors.</b> Each method may throw a {@link KvException}, so a request fails if the shard of its session is down. After
 * {@link Outcome#UNKNOWN}, {@code save} may be called again. {@code findById} throws {@link IllegalStateException} if the value
 * of the key is not a session. {@code save} throws {@link IllegalArgumentException} if an attribute cannot be serialized or the
 * session is larger than the store's values may be, and {@link IllegalStateException} if concurrent requests came first a hundred
 * times. Nothing was written then.
 *
 * <p>It publishes no events, and finds no sessions by the name of their user. Thread-safe.
 */
@SuppressWarnings("exports") // Spring is optional, and a module that uses this class requires it itself
public final class KvSessionRepository implements SessionRepository<KvSession> {

    /** Of an interval, at most one part in so many may pass unwritten. */
    static final int SHARE = 20;

    private static final int LOCKS = 1 << 16; // made when they are needed

    private final KvOperations<byte[]> store;
    private final KeyPrefix keys;
    private final Duration defaultInterval;
    private final Duration resolution;
    private final Codec<Object> codec;
    private final boolean unreadableIsAbsent;
    private final SaveMode saveMode;
    private final FlushMode flushMode;
    private final SessionIdGenerator ids;
    private final Striped<Lock> locks = Striped.lazyWeakLock(LOCKS);

    private KvSessionRepository(Builder builder) {
        store = builder.store;
        keys = builder.keys;
        defaultInterval = builder.defaultInterval;
        resolution = builder.resolution;
        codec = builder.codec == null ? JavaCodec.allowing() : builder.codec;
        unreadableIsAbsent = builder.unreadableIsAbsent;
        saveMode = builder.saveMode;
        flushMode = builder.flushMode;
        ids = builder.ids;
    }

    /**
     * Starts with the defaults.
     *
     * @param store a store, or a view of it
     * @return a builder; not thread-safe
     */
    public static Builder builder(KvOperations<byte[]> store) {
        return new Builder(store);
    }

    /**
     * A new session. It is written when it is saved.
     *
     * @throws IllegalArgumentException if the id that was generated does not fit into a key
     */
    @Override
    public KvSession createSession() {
        KvSession session = KvSession.created(this, newId(), defaultInterval);
        if (flushMode == FlushMode.IMMEDIATE) {
            save(session);
        }
        return session;
    }

    @Override
    public @Nullable KvSession findById(String id) {
        if (!keys.fits(id)) {
            return null;
        }
        Instant now = Instant.now();
        String key = keys.key(id);
        Duration ttl = ttl(defaultInterval);
        Optional<Entry<byte[]>> found =
                defaultInterval.isNegative() ? store.getEntry(key) : store.getAndExpire(key, ttl);
        while (found.isPresent()) {
            Document document = decode(key, found.get());
            if (ttl(document.interval()).equals(ttl)) {
                return KvSession.found(this, id, document, found.get().version(), now);
            }
            ttl = ttl(document.interval());
            found = store.getAndExpire(key, ttl);
        }
        return null;
    }

    @Override
    public void save(KvSession session) {
        Delta delta = session.delta(resolution);
        try (Save save = new Save(this, session, delta)) {
            if (session.isNew()) {
                save.insert();
            } else if (!session.getId().equals(session.savedId())) {
                save.move();
            } else if (!delta.isEmpty()) {
                save.update();
            }
        } catch (IllegalArgumentException e) {
            throw tooLarge(session, delta, e);
        }
    }

    /** The size is all that the store can refuse here. Its error names the id, which is nobody else's business. */
    private static IllegalArgumentException tooLarge(KvSession session, Delta delta, IllegalArgumentException error) {
        String attributes = delta.mergedInto(session.saved()).attributes().entrySet().stream()
                .max(Comparator.comparingInt(attribute -> attribute.getValue().length))
                .map(largest -> "; its largest attribute is '" + largest.getKey() + "' with "
                        + largest.getValue().length + " bytes")
                .orElse("");
        return new IllegalArgumentException("a session cannot be saved: "
                + String.valueOf(error.getMessage()).replace(session.getId(), "…") + attributes);
    }

    @Override
    public void deleteById(String id) {
        if (keys.fits(id)) {
            store.delete(keys.key(id));
        }
    }

    Document decode(String key, Entry<byte[]> found) {
        try {
            return Document.decode(found.value());
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the value of '" + key + "' is not a session that can be read, since " + e.getMessage()
                            + ": keys that start with '" + keys.prefix()
                            + "' are for sessions alone; delete the key, or give the"
                            + " repository another prefix",
                    e);
        }
    }

    byte[] encode(String attribute, Object value) {
        try {
            return codec.encode(value);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "attribute '" + attribute + "' of a session cannot be saved: " + e.getMessage(), e);
        }
    }

    Optional<Object> decode(String attribute, byte[] bytes) {
        try {
            return Optional.of(codec.decode(bytes));
        } catch (RuntimeException e) {
            if (unreadableIsAbsent) {
                return Optional.empty();
            }
            throw new IllegalStateException(
                    "attribute '" + attribute + "' of a session cannot be read: " + e.getMessage()
                            + "; or let unreadable attributes be absent, with unreadableAttributesAreAbsent",
                    e);
        }
    }

    KvOperations<byte[]> store() {
        return store;
    }

    String key(String id) {
        return keys.key(id);
    }

    /** For requests of the session of a key that come in each other's way. */
    Lock lock(String key) {
        return locks.get(key);
    }

    SaveMode saveMode() {
        return saveMode;
    }

    FlushMode flushMode() {
        return flushMode;
    }

    /** Refuses an id of which no key can be made. */
    String newId() {
        String id = ids.generate();
        if (!keys.fits(id)) {
            throw new IllegalArgumentException("the SessionIdGenerator returned an id of " + id.length()
                    + " characters that does not fit into a key behind '" + keys.prefix()
                    + "': it must be valid Unicode, and with the prefix 255 bytes of UTF-8 at most");
        }
        return id;
    }

    static Duration ttl(Duration interval) {
        return interval.isNegative() ? Ttl.MAX : interval;
    }

    static void check(String name, Duration interval) {
        if (requireNonNull(interval, name).compareTo(Ttl.MAX) > 0) {
            throw new IllegalArgumentException(name + " is " + interval + ": at most " + Ttl.MAX
                    + ", or negative for a session that never expires");
        }
    }

    /** Settings of a repository, each with a default. Not thread-safe. */
    public static final class Builder {

        private final KvOperations<byte[]> store;
        private KeyPrefix keys = new KeyPrefix("session:", "session id");
        private Duration defaultInterval = MapSession.DEFAULT_MAX_INACTIVE_INTERVAL;
        private Duration resolution = Duration.ofMinutes(1);
        private @Nullable Codec<Object> codec;
        private boolean unreadableIsAbsent;
        private SaveMode saveMode = SaveMode.ON_SET_ATTRIBUTE;
        private FlushMode flushMode = FlushMode.ON_SAVE;
        private SessionIdGenerator ids = UuidSessionIdGenerator.getInstance();

        private Builder(KvOperations<byte[]> store) {
            this.store = requireNonNull(store, "store");
        }

        /**
         * What the keys of sessions start with. Nothing else may use keys that start with it.
         *
         * @param value so short that an id fits into a key of 255 bytes behind it; {@code session:} by default
         * @return this builder
         * @throws IllegalArgumentException if it is 255 bytes or longer
         */
        public Builder prefix(String value) {
            keys = new KeyPrefix(value, "session id");
            return this;
        }

        /**
         * The interval of new sessions: how long they live if they are not found again.
         *
         * @param value 1 ms to {@link Ttl#MAX}, or negative for sessions that never expire; 30 minutes by default
         * @return this builder
         * @throws IllegalArgumentException if it is out of range
         */
        public Builder defaultMaxInactiveInterval(Duration value) {
            check("defaultMaxInactiveInterval", value);
            if (!value.isNegative() && value.toMillis() == 0) {
                throw new IllegalArgumentException("defaultMaxInactiveInterval is " + value
                        + ": at least 1 ms, or negative for sessions that never expire");
            }
            defaultInterval = value;
            return this;
        }

        /**
         * By how much the stored time of the last access may be too early. Within it, {@link #save} of a session that was
         * merely accessed writes nothing. It is never more than a twentieth of the session's interval. The time-to-live
         * of the session does not suffer: {@link #findById} renews it.
         *
         * @param value 0 or more, 0 to write each access; 1 minute by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder accessResolution(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException(
                        "accessResolution is " + value + ": at least 0, which writes each access");
            }
            resolution = value;
            return this;
        }

        /**
         * How attributes become bytes.
         *
         * @param value converts one attribute; {@code JavaCodec.allowing()} by default, which reads classes of the JDK alone
         * @return this builder
         */
        public Builder codec(Codec<Object> value) {
            codec = requireNonNull(value, "codec");
            return this;
        }

        /**
         * Attributes that the codec cannot read count as absent, such as those of a class that has changed. They stay stored
         * until they are set or removed, since another version of the application may read them. By default reading one
         * throws {@link IllegalStateException}.
         *
         * @return this builder
         */
        public Builder unreadableAttributesAreAbsent() {
            unreadableIsAbsent = true;
            return this;
        }

        /**
         * Which attributes are written besides those that were set or removed. {@code ON_GET_ATTRIBUTE} adds those that were
         * read, and {@code ALWAYS} all whose object this session has, if their bytes have changed.
         *
         * @param value {@code ON_SET_ATTRIBUTE} by default, which adds none
         * @return this builder
         */
        public Builder saveMode(SaveMode value) {
            saveMode = requireNonNull(value, "saveMode");
            return this;
        }

        /**
         * When changes are written.
         *
         * @param value {@code ON_SAVE} by default; {@code IMMEDIATE} saves at each change of a session
         * @return this builder
         */
        public Builder flushMode(FlushMode value) {
            flushMode = requireNonNull(value, "flushMode");
            return this;
        }

        /**
         * What makes the ids of sessions.
         *
         * @param value must never return an id twice, and none that can be guessed; random UUIDs by default
         * @return this builder
         */
        public Builder sessionIdGenerator(SessionIdGenerator value) {
            ids = requireNonNull(value, "sessionIdGenerator");
            return this;
        }

        /**
         * Makes the repository.
         *
         * @return a repository; it needs no closing
         */
        public KvSessionRepository build() {
            return new KvSessionRepository(this);
        }
    }
}
