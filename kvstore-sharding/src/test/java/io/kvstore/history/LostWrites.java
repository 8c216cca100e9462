package io.kvstore.history;

import static java.util.concurrent.TimeUnit.MICROSECONDS;

import io.kvstore.history.Request.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A deliberate bug: puts share a statement. If it is refused because of one put, the others are reported as done,
 * although they were not tried again. Thread-safe.
 */
final class LostWrites implements Client {

    private final Client store;
    private List<Put> gathered = new ArrayList<>(); // guarded by this

    private record Put(String key, Request request, CompletableFuture<Reply> reply) {}

    LostWrites(Client store) {
        this.store = store;
    }

    @Override
    public CompletableFuture<Reply> call(String key, Request request) {
        if (request.kind() != Kind.PUT) {
            return store.call(key, request);
        }
        Put put = new Put(key, request, new CompletableFuture<>());
        if (gather(put)) {
            LockSupport.parkNanos(MICROSECONDS.toNanos(200)); // gives other puts time to join
            run(takeAll());
        }
        return put.reply();
    }

    /** Returns true if it is the first. */
    private synchronized boolean gather(Put put) {
        gathered.add(put);
        return gathered.size() == 1;
    }

    private synchronized List<Put> takeAll() {
        List<Put> puts = gathered;
        gathered = new ArrayList<>();
        return puts;
    }

    private void run(List<Put> puts) {
        boolean refused = puts.stream().anyMatch(LostWrites::isAtFault);
        for (Put put : puts) {
            if (refused && !isAtFault(put)) {
                put.reply().complete(Reply.TRUE); // the bug
            } else {
                send(put);
            }
        }
    }

    private static boolean isAtFault(Put put) {
        return RandomRequests.isRefused(put.request());
    }

    private void send(Put put) {
        CompletableFuture<?> unused = store.call(put.key(), put.request())
                .handle((reply, error) -> error == null
                        ? put.reply().complete(reply)
                        : put.reply().completeExceptionally(error));
    }
}
