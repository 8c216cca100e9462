package io.kvstore.history;

import io.kvstore.AsyncKvOperations;
import io.kvstore.AsyncKvStore;
import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;
import io.kvstore.history.Request.Kind;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What a history is recorded from: a store, or a fake one. Thread-safe. */
@FunctionalInterface
interface Client {

    /** Makes a call. The future may fail with a {@link KvException}, which says whether the call may have happened. */
    CompletableFuture<Reply> call(String key, Request request);

    /** Blocks the caller. The futures are already completed. */
    static Client blocking(KvStore store) {
        KvOperations<String> strings = store.as(Codec.string());
        return (key, request) -> {
            try {
                return CompletableFuture.completedFuture(
                        request.kind() == Kind.INCREMENT
                                ? sum(store.increment(key, request.version()))
                                : call(strings, key, request));
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
                wrote(
                        request,
                        request.ttl() == 0
                                ? store.putIfAbsent(key, request.value())
                                : store.putIfAbsent(key, request.value(), request.timeToLive()));
            case COMPARE_AND_SET ->
                wrote(
                        request,
                        request.ttl() == 0
                                ? store.compareAndSet(key, request.version(), request.value())
                                : store.compareAndSet(key, request.version(), request.value(), request.timeToLive()));
            case COMPARE_AND_DELETE -> Reply.of(store.compareAndDelete(key, request.version()));
            case EXPIRE -> Reply.of(request.ttl() == 0 ? store.persist(key) : store.expire(key, request.timeToLive()));
            case GET_AND_EXPIRE ->
                Reply.value(store.getAndExpire(key, request.timeToLive()).map(Entry::value));
            case INCREMENT, END -> throw new IllegalArgumentException("no call: " + request);
        };
    }

    static Client async(KvStore store) {
        AsyncKvStore bytes = store.async();
        AsyncKvOperations<String> strings = bytes.as(Codec.string());
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
                        .thenApply(version -> wrote(request, version));
            case COMPARE_AND_SET ->
                (request.ttl() == 0
                                ? strings.compareAndSet(key, request.version(), request.value())
                                : strings.compareAndSet(key, request.version(), request.value(), request.timeToLive()))
                        .thenApply(version -> wrote(request, version));
            case COMPARE_AND_DELETE ->
                strings.compareAndDelete(key, request.version()).thenApply(Reply::of);
            case EXPIRE ->
                (request.ttl() == 0 ? strings.persist(key) : strings.expire(key, request.timeToLive()))
                        .thenApply(Reply::of);
            case GET_AND_EXPIRE ->
                strings.getAndExpire(key, request.timeToLive())
                        .thenApply(found -> Reply.value(found.map(Entry::value)));
            case INCREMENT -> bytes.increment(key, request.version()).thenApply(Client::sum);
            case END -> throw new IllegalArgumentException("no call: " + request);
        };
    }

    private static Reply sum(long sum) {
        return Reply.value(Long.toString(sum));
    }

    /** With the version of the write. */
    private static Reply wrote(Request request, OptionalLong version) {
        return version.isPresent() ? Reply.entry(request.value(), version.getAsLong()) : Reply.FALSE;
    }

    private static Reply entry(Optional<Entry<String>> found) {
        return found.map(entry -> Reply.entry(entry.value(), entry.version())).orElse(Reply.ABSENT);
    }
}
