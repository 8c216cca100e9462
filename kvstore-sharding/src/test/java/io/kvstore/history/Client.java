package io.kvstore.history;

import io.kvstore.Codec;
import io.kvstore.KvException;
import io.kvstore.KvOperations;
import io.kvstore.KvStore;

/** What a history is recorded of: a store, or something that pretends to be one. Thread-safe. */
@FunctionalInterface
interface Client {

    /**
     * Has a request done.
     *
     * @throws KvException if it failed; its outcome says whether it may have happened
     */
    Reply call(String key, Request request);

    static Client of(KvStore store) {
        KvOperations<String> strings = store.as(Codec.string());
        return (key, request) -> switch (request.kind()) {
            case GET -> Reply.value(strings.get(key));
            case GET_ENTRY ->
                strings.getEntry(key)
                        .map(entry -> Reply.entry(entry.value(), entry.version()))
                        .orElse(Reply.ABSENT);
            case PUT -> {
                strings.put(key, request.value());
                yield Reply.TRUE;
            }
            case DELETE -> Reply.of(strings.delete(key));
            case PUT_IF_ABSENT -> Reply.of(strings.putIfAbsent(key, request.value()));
            case COMPARE_AND_SET -> Reply.of(strings.compareAndSet(key, request.version(), request.value()));
        };
    }
}
