package io.kvstore.adapter.session;

import static java.util.Objects.requireNonNull;

import io.kvstore.Ttl;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.Session;

/**
 * A session of a {@link KvSessionRepository}. It collects changes, and {@link KvSessionRepository#save} writes them. Times have a
 * resolution of milliseconds once they are saved. Attributes are deserialized when they are first read.
 *
 * <p>Not thread-safe, like Spring's own sessions: each request finds an object of its own.
 */
@SuppressWarnings("exports") // Spring is optional, and a module that uses this class requires it itself
public final class KvSession implements Session {

    private final KvSessionRepository repository;

    private String id;
    private String savedId;

    /** What the store has, as far as this session knows. */
    private Document saved;

    private long version;
    private boolean isNew;

    /** When the store last gave the session its full time. */
    private Instant touched;

    private @Nullable Instant accessed;
    private @Nullable Duration interval;

    /** Attributes that were set, or deserialized. */
    private final Map<String, Object> objects = new HashMap<>();

    /** Names of attributes that were set or removed. */
    private final Set<String> changed = new HashSet<>();

    private final Set<String> read = new HashSet<>();
    private final Set<String> unreadable = new HashSet<>();

    private KvSession(
            KvSessionRepository repository, String id, Document saved, long version, boolean isNew, Instant touched) {
        this.repository = repository;
        this.id = id;
        this.savedId = id;
        this.saved = saved;
        this.version = version;
        this.isNew = isNew;
        this.touched = touched;
    }

    static KvSession created(KvSessionRepository repository, String id, Duration interval) {
        Instant now = Instant.now();
        return new KvSession(repository, id, new Document(now, now, interval, Map.of()), 0, true, now);
    }

    static KvSession found(KvSessionRepository repository, String id, Document saved, long version, Instant touched) {
        return new KvSession(repository, id, saved, version, false, touched);
    }

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String changeSessionId() {
        id = repository.newId();
        flush();
        return id;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Spring's signature
    public <T> @Nullable T getAttribute(String attributeName) {
        if (repository.saveMode() == SaveMode.ON_GET_ATTRIBUTE) {
            read.add(attributeName);
        }
        return (T) attribute(attributeName);
    }

    private @Nullable Object attribute(String name) {
        Object object = objects.get(name);
        byte[] bytes = saved.attributes().get(name);
        if (object != null || bytes == null || changed.contains(name) || unreadable.contains(name)) {
            return object;
        }
        Optional<Object> decoded = repository.decode(name, bytes);
        decoded.ifPresentOrElse(value -> objects.put(name, value), () -> unreadable.add(name));
        return decoded.orElse(null);
    }

    /** Names those that were not read yet, even if they turn out to be unreadable. */
    @Override
    public Set<String> getAttributeNames() {
        Set<String> names = new HashSet<>(saved.attributes().keySet());
        names.removeAll(unreadable);
        names.removeAll(changed);
        names.addAll(objects.keySet());
        return names;
    }

    @Override
    public void setAttribute(String attributeName, @Nullable Object attributeValue) {
        changed.add(requireNonNull(attributeName, "attributeName"));
        if (attributeValue == null) {
            objects.remove(attributeName);
        } else {
            objects.put(attributeName, attributeValue);
        }
        flush();
    }

    @Override
    public void removeAttribute(String attributeName) {
        setAttribute(attributeName, null);
    }

    @Override
    public Instant getCreationTime() {
        return saved.created();
    }

    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {
        accessed = requireNonNull(lastAccessedTime, "lastAccessedTime");
        flush();
    }

    /** Of a session that was found, it may be up to {@link KvSessionRepository.Builder#accessResolution} too early. */
    @Override
    public Instant getLastAccessedTime() {
        return accessed == null ? saved.accessed() : accessed;
    }

    /**
     * Sets the time after which the session expires if it is not found again.
     *
     * @param interval negative if it never expires, 0 if it expires at once, at most {@link Ttl#MAX}
     */
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        KvSessionRepository.check("maxInactiveInterval", interval);
        this.interval = interval;
        flush();
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return interval == null ? saved.interval() : interval;
    }

    @Override
    public boolean isExpired() {
        Duration limit = getMaxInactiveInterval();
        Instant last = accessed == null && touched.isAfter(saved.accessed()) ? touched : getLastAccessedTime();
        return !limit.isNegative() && !Instant.now().minus(limit).isBefore(last);
    }

    private void flush() {
        if (repository.flushMode() == FlushMode.IMMEDIATE) {
            repository.save(this);
        }
    }

    boolean isNew() {
        return isNew;
    }

    /** The id under which the store has this session. */
    String savedId() {
        return savedId;
    }

    Document saved() {
        return saved;
    }

    long version() {
        return version;
    }

    /** What is to be written. An access that the store knows well enough is not. */
    Delta delta(Duration resolution) {
        Map<String, Optional<byte[]>> attributes = new LinkedHashMap<>();
        objects.forEach((name, object) -> {
            boolean mayHaveChanged = repository.saveMode() == SaveMode.ALWAYS || read.contains(name);
            if (changed.contains(name)) {
                attributes.put(name, Optional.of(repository.encode(name, object)));
            } else if (mayHaveChanged) {
                byte[] bytes = repository.encode(name, object);
                if (!Arrays.equals(bytes, saved.attributes().get(name))) {
                    attributes.put(name, Optional.of(bytes));
                }
            }
        });
        changed.forEach(name -> attributes.putIfAbsent(name, Optional.empty()));
        boolean all = isNew || interval != null || !attributes.isEmpty() || !id.equals(savedId);
        return new Delta(
                saved.accessed(), all || isExpired() || isNews(resolution) ? accessed : null, interval, attributes);
    }

    private boolean isNews(Duration resolution) {
        Duration limit = getMaxInactiveInterval();
        Duration share = limit.dividedBy(KvSessionRepository.SHARE);
        Duration most = limit.isNegative() || share.compareTo(resolution) > 0 ? resolution : share;
        return accessed != null && (isApart(saved.accessed(), accessed, most) || isApart(touched, accessed, most));
    }

    private static boolean isApart(Instant one, Instant other, Duration most) {
        return Duration.between(one, other).abs().compareTo(most) > 0;
    }

    /**
     * Its changes are saved, and so are those of others with which they were merged.
     *
     * @param since when the time that it has left began
     */
    void saved(Delta delta, Document merged, long newVersion, Instant since) {
        objects.keySet()
                .removeIf(name -> !delta.attributes().containsKey(name)
                        && !Arrays.equals(
                                saved.attributes().get(name),
                                merged.attributes().get(name)));
        saved = merged;
        version = newVersion;
        touched = since;
        savedId = id;
        isNew = false;
        accessed = null;
        interval = null;
        changed.clear();
        read.clear();
        unreadable.clear();
    }
}
