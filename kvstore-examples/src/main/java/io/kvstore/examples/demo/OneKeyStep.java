package io.kvstore.examples.demo;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvAdmin.Location;
import io.kvstore.KvOperations;
import io.kvstore.Ttl;
import java.time.Duration;
import java.util.Optional;

/** The operations on one key. */
final class OneKeyStep implements Step {

    private static final String KEY = "session:42";

    @Override
    public String title() {
        return "One key: put, get, compare-and-set, time-to-live";
    }

    @Override
    public void run(Stage stage) {
        KvOperations<String> store = stage.store().as(Codec.string());
        Narrator narrator = stage.narrator();

        store.put(KEY, "red");
        Entry<String> read = store.getEntry(KEY).orElseThrow();
        narrator.call("put(session:42, red); getEntry", read.value() + ", version " + read.version());
        narrator.claim("get returns what was put", read.value().equals("red"));

        boolean first = store.compareAndSet(KEY, read.version(), "green").isPresent();
        boolean second = store.compareAndSet(KEY, read.version(), "blue").isPresent();
        narrator.call("compareAndSet(that version, green)", first);
        narrator.call("compareAndSet(that version, blue)", second);
        narrator.claim("of two writers with the same version, the first wins", first && !second && is(store, "green"));

        boolean absent = store.putIfAbsent(KEY, "yellow").isPresent();
        narrator.call("putIfAbsent(session:42, yellow)", absent);
        narrator.claim("putIfAbsent does not change an existing key", !absent && is(store, "green"));

        timeToLive(store, narrator);

        Location where = stage.store().admin().locate(KEY);
        narrator.call("locate", where.shard() + ", " + where.sql());
        boolean deleted = store.delete(KEY);
        boolean again = store.delete(KEY);
        narrator.call("delete; delete", deleted + "; " + again);
        narrator.claim("delete says whether the key existed", deleted && !again);
    }

    private static void timeToLive(KvOperations<String> store, Narrator narrator) {
        store.expire(KEY, Duration.ofMinutes(30));
        Optional<Ttl> before = store.ttl(KEY);
        store.persist(KEY);
        Optional<Ttl> after = store.ttl(KEY);
        narrator.call("expire(30m); ttl", before.map(Ttl::toString).orElse("absent"));
        narrator.call("persist; ttl", after.map(Ttl::toString).orElse("absent"));
        narrator.claim(
                "expire sets a time-to-live, persist removes it",
                before.flatMap(Ttl::remaining).isPresent()
                        && after.filter(Ttl::isNever).isPresent());
    }

    private static boolean is(KvOperations<String> store, String value) {
        return store.get(KEY).equals(Optional.of(value));
    }
}
