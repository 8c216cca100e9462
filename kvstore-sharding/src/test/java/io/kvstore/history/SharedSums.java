package io.kvstore.history;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A deliberate bug: an increment returns the highest sum of its key so far, as if all increments in a shared statement
 * got the sum of the last. Thread-safe.
 */
final class SharedSums implements Client {

    private final Client store;
    private final Map<String, Long> highest = new ConcurrentHashMap<>();

    SharedSums(Client store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Reply> call(String key, Request request) {
        CompletableFuture<Reply> reply = store.call(key, request);
        return request.kind() == Request.Kind.INCREMENT
                ? reply.thenApply(
                        sum -> Reply.value(Long.toString(highest.merge(key, Long.parseLong(sum.value()), Math::max))))
                : reply;
    }
}
