package io.kvstore.history;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A deliberate bug: each conditional write returns the result of the one that ended before it, as if a shared statement
 * mixed up its callers. Thread-safe.
 */
final class SwappedVerdicts implements Client {

    private final Client store;
    private final AtomicReference<Reply> last = new AtomicReference<>(Reply.FALSE);

    SwappedVerdicts(Client store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Reply> call(String key, Request request) {
        CompletableFuture<Reply> reply = store.call(key, request);
        return switch (request.kind()) {
            case PUT_IF_ABSENT, COMPARE_AND_SET, COMPARE_AND_DELETE -> reply.thenApply(last::getAndSet);
            default -> reply;
        };
    }
}
