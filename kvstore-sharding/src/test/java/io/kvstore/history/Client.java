package io.kvstore.history;

import io.kvstore.AsyncKvOperations;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a history is recorded of: a store, or something that pretends to be one. Thread-safe. */
@FunctionalInterface
interface Client {

    /** Has a request done. A {@link KvException} is in the future, and says whether it may have happened. */
    CompletableFuture<Reply> call(String key, Request request);

    /** Blocks the caller: its futures are done when it gets them. */
    static Client blocking(KvStore store) {
        KvOperations<String> strings = store.as(Codec.string());
        return (key, request) -> {
            try {
                return CompletableFuture.completedFuture(call(strings, key, request));
            } catch (KvException e) {
                return CompletableFuture.failedFuture(e);
            }
        };
    }

    private static Reply call(KvOperations<String> store, String key, Request request) {
        return switch (request.kind()) {
            case GET -> Reply.value(store.get(key));
            case GET_ENTRY -> entry(store.getEntry(key));
            case PUT -> {
                store.put(key, request.value());
                yield Reply.TRUE;
            }
            case DELETE -> Reply.of(store.delete(key));
            case PUT_IF_ABSENT -> Reply.of(store.putIfAbsent(key, request.value()));
            case COMPARE_AND_SET -> Reply.of(store.compareAndSet(key, request.version(), request.value()));
        };
    }

    static Client async(KvStore store) {
        AsyncKvOperations<String> strings = store.async().as(Codec.string());
        return (key, request) -> switch (request.kind()) {
            case GET -> strings.get(key).thenApply(Reply::value);
            case GET_ENTRY -> strings.getEntry(key).thenApply(Client::entry);
            case PUT -> strings.put(key, request.value()).thenApply(nothing -> Reply.TRUE);
            case DELETE -> strings.delete(key).thenApply(Reply::of);
            case PUT_IF_ABSENT -> strings.putIfAbsent(key, request.value()).thenApply(Reply::of);
            case COMPARE_AND_SET ->
                strings.compareAndSet(key, request.version(), request.value()).thenApply(Reply::of);
        };
    }

    private static Reply entry(Optional<Entry<String>> found) {
        return found.map(entry -> Reply.entry(entry.value(), entry.version())).orElse(Reply.ABSENT);
    }
}
