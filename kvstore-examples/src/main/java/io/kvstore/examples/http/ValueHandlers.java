package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.kvstore.Entry;
import io.kvstore.KvStore;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** GET, HEAD, PUT and DELETE of one value. Thread-safe. */
final class ValueHandlers {

    private final KvStore store;

    ValueHandlers(KvStore store) {
        this.store = store;
    }

    void get(Context ctx) {
        EntityTags.refuseConditionsOfWrites(ctx);
        Optional<Duration> touch = TouchParameter.of(ctx);
        if (touch.isPresent()) {
            touch(ctx, touch.get());
        } else {
            read(ctx);
        }
    }

    /**
     * A GET that writes. Like all requests, it is refused by {@link Gate} if it comes from a web page of another site.
     */
    private void touch(Context ctx, Duration ttl) {
        ctx.header(Header.CACHE_CONTROL, "no-store"); // a cache with a copy would use If-None-Match
        Entry<byte[]> entry = store.getAndExpire(KeyPath.key(ctx), ttl).orElseThrow(ProblemException::absent);
        Responses.entry(ctx, entry, "the ttl was changed");
    }

    private void read(Context ctx) {
        Entry<byte[]> entry = store.getEntry(KeyPath.key(ctx)).orElseThrow(ProblemException::absent);
        ctx.header(Header.CACHE_CONTROL, "no-cache"); // the value may change or expire at any time
        if (EntityTags.noneMatchNames(Headers.value(ctx, Header.IF_NONE_MATCH), entry.version())) {
            Responses.headers(ctx, entry);
            Responses.empty(ctx, HttpStatus.NOT_MODIFIED);
        } else {
            Responses.entry(ctx, entry, Problem.UNCHANGED);
        }
    }

    void put(Context ctx) {
        String key = KeyPath.key(ctx);
        Optional<Duration> ttl = TtlParameter.of(ctx);
        PutCondition condition = PutCondition.of(ctx);
        byte[] value = Body.of(ctx);
        if (condition.ifAbsent()) {
            putIfAbsent(ctx, key, value, ttl);
        } else if (condition.ifVersion().isPresent()) {
            compareAndSet(ctx, key, condition.ifVersion().getAsLong(), value, ttl);
        } else {
            ttl.ifPresentOrElse(time -> store.put(key, value, time), () -> store.put(key, value));
            Responses.empty(ctx, HttpStatus.NO_CONTENT);
        }
    }

    private void putIfAbsent(Context ctx, String key, byte[] value, Optional<Duration> ttl) {
        OptionalLong made = ttl.isPresent() ? store.putIfAbsent(key, value, ttl.get()) : store.putIfAbsent(key, value);
        if (made.isEmpty()) {
            throw new ProblemException(Problem.preconditionFailed("the key already exists"));
        }
        ctx.header(Header.ETAG, EntityTags.of(made.getAsLong()));
        Responses.empty(ctx, HttpStatus.CREATED);
    }

    private void compareAndSet(Context ctx, String key, long version, byte[] value, Optional<Duration> ttl) {
        OptionalLong made = ttl.isPresent()
                ? store.compareAndSet(key, version, value, ttl.get())
                : store.compareAndSet(key, version, value);
        if (made.isEmpty()) {
            throw otherVersion(version);
        }
        ctx.header(Header.ETAG, EntityTags.of(made.getAsLong()));
        Responses.empty(ctx, HttpStatus.NO_CONTENT);
    }

    void delete(Context ctx) {
        TtlParameter.refuse(ctx, "use PUT");
        EntityTags.refuseIfNoneMatch(ctx);
        OptionalLong version = EntityTags.ifMatch(ctx);
        if (version.isPresent()) {
            compareAndDelete(KeyPath.key(ctx), version.getAsLong());
        } else if (!store.delete(KeyPath.key(ctx))) {
            throw ProblemException.absent();
        }
        Responses.empty(ctx, HttpStatus.NO_CONTENT);
    }

    private void compareAndDelete(String key, long version) {
        if (!store.compareAndDelete(key, version)) {
            throw otherVersion(version);
        }
    }

    private static ProblemException otherVersion(long version) {
        return new ProblemException(Problem.preconditionFailed(
                "the key is absent or no longer has version " + version + ": GET it and try again"));
    }
}
