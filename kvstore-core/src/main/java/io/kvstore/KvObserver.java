package io.kvstore;

import java.util.Optional;

/**
 * Is told about every statement of the store, for metrics; for traces see {@link KvTracer}. It is called after the statement, on the thread that ran
 * it, while the callers of the statement wait. So it must be fast and must not call a store. What it throws is logged and
 * ignored. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface KvObserver {

    /** Does nothing. */
    KvObserver NONE = call -> {};

    /**
     * A statement has ended.
     *
     * @param call the statement
     */
    void onCall(Call call);

    /**
     * One statement on one shard, with its retries. A statement that several calls share is reported once: reads as
     * {@link Operation#GET_ALL}, puts as {@link Operation#PUT_ALL}, conditional writes as their own kind, such as
     * {@code delete}.
     *
     * @param shard the shard's name
     * @param operation the kind of statement
     * @param nanos how long it took, with retries and the wait for a connection
     * @param retries how often it was retried; 0 if the first try succeeded
     * @param error why it failed; empty if it succeeded
     */
    record Call(String shard, Operation operation, long nanos, int retries, Optional<KvException> error) {}
}
