package io.kvstore.history;

import io.kvstore.history.Request.Kind;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A deliberate bug: it remembers when the last put of a key expires and then returns absent, although the key may have
 * been renewed. Thread-safe.
 */
final class ForgottenRenewals implements Client {

    private final Client store;
    private final ConcurrentMap<String, Long> expiries = new ConcurrentHashMap<>();

    ForgottenRenewals(Client store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Reply> call(String key, Request request) {
        Long expiry = expiries.get(key);
        if (request.kind() == Kind.GET && expiry != null && System.nanoTime() > expiry) {
            return CompletableFuture.completedFuture(Reply.ABSENT);
        }
        if (request.kind() == Kind.PUT) {
            expiries.put(key, System.nanoTime() + request.ttl());
        }
        return store.call(key, request);
    }
}
