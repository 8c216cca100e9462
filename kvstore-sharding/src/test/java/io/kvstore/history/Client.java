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
                if (request.ttl() == 0) {
                    store.put(key, request.value());
                } else {
                    store.put(key, request.value(), request.timeToLive());
                }
                yield Reply.TRUE;
            }
            case DELETE -> Reply.of(store.delete(key));
            case PUT_IF_ABSENT ->
                Reply.of(
                        request.ttl() == 0
                                ? store.putIfAbsent(key, request.value())
                                : store.putIfAbsent(key, request.value(), request.timeToLive()));
            case COMPARE_AND_SET ->
                Reply.of(
                        request.ttl() == 0
                                ? store.compareAndSet(key, request.version(), request.value())
                                : store.compareAndSet(key, request.version(), request.value(), request.timeToLive()));
            case COMPARE_AND_DELETE -> Reply.of(store.compareAndDelete(key, request.version()));
            case EXPIRE -> Reply.of(request.ttl() == 0 ? store.persist(key) : store.expire(key, request.timeToLive()));
            case END -> throw new IllegalArgumentException("no call: " + request);
        };
    }

    static Client async(KvStore store) {
        AsyncKvOperations<String> strings = store.async().as(Codec.string());
        return (key, request) -> switch (request.kind()) {
            case GET -> strings.get(key).thenApply(Reply::value);
            case GET_ENTRY -> strings.getEntry(key).thenApply(Client::entry);
            case PUT ->
                (request.ttl() == 0
                                ? strings.put(key, request.value())
                                : strings.put(key, request.value(), request.timeToLive()))
                        .thenApply(nothing -> Reply.TRUE);
            case DELETE -> strings.delete(key).thenApply(Reply::of);
            case PUT_IF_ABSENT ->
                (request.ttl() == 0
                                ? strings.putIfAbsent(key, request.value())
                                : strings.putIfAbsent(key, request.value(), request.timeToLive()))
                        .thenApply(Reply::of);
            case COMPARE_AND_SET ->
                (request.ttl() == 0
                                ? strings.compareAndSet(key, request.version(), request.value())
                                : strings.compareAndSet(key, request.version(), request.value(), request.timeToLive()))
                        .thenApply(Reply::of);
            case COMPARE_AND_DELETE ->
                strings.compareAndDelete(key, request.version()).thenApply(Reply::of);
            case EXPIRE ->
                (request.ttl() == 0 ? strings.persist(key) : strings.expire(key, request.timeToLive()))
                        .thenApply(Reply::of);
            case END -> throw new IllegalArgumentException("no call: " + request);
        };
    }

    private static Reply entry(Optional<Entry<String>> found) {
        return found.map(entry -> Reply.entry(entry.value(), entry.version())).orElse(Reply.ABSENT);
    }
}
