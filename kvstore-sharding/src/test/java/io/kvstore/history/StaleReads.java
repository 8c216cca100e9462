package io.kvstore.history;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.kvstore.history.Request.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A deliberate bug: a get joins another get of the key that is already in flight. So it may return an older value.
 * Thread-safe.
 */
final class StaleReads implements Client {

    private final Client store;
    private final ConcurrentMap<String, CompletableFuture<Reply>> out = new ConcurrentHashMap<>();

    StaleReads(Client store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Reply> call(String key, Request request) {
        if (request.kind() != Kind.GET) {
            return store.call(key, request);
        }
        CompletableFuture<Reply> mine = new CompletableFuture<>();
        CompletableFuture<Reply> others = out.putIfAbsent(key, mine);
        return others != null
                ? others
                : store.call(key, request).whenComplete((reply, error) -> {
                    LockSupport.parkNanos(MICROSECONDS.toNanos(200)); // the answer has not arrived
                    out.remove(key);
                    if (error == null) {
                        mine.complete(reply);
                    } else {
                        mine.completeExceptionally(error);
                    }
                });
    }
}
