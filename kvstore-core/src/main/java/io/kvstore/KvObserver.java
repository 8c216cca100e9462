package io.kvstore;

import java.util.Optional;

/**
 * Sees what every statement of the store did, for metrics or traces. Called on the thread that ran it, right after the
 * statement, whose callers wait meanwhile: be quick, call no store, and do not throw (what is thrown, errors included, is
 * logged and dropped). Thread-safe.
 */
@FunctionalInterface
public interface KvObserver {

    /** Sees nothing. */
    KvObserver NONE = call -> {};

    /**
     * A statement has ended.
     *
     * @param call what it was
     */
    void onCall(Call call);

    /**
     * One statement on one shard, with its retries. One that several calls share is a {@link Operation#GET_ALL} or a
     * {@link Operation#PUT_ALL}; conditional writes that share are one call of their kind, such as
     * {@link Operation#DELETE}.
     *
     * @param shard the shard's name
     * @param operation what was asked for
     * @param nanos how long it took, waiting for a connection included
     * @param retries how often it was tried again after a deadlock or a lock wait
     * @param error how it failed, if it did
     */
    record Call(String shard, Operation operation, long nanos, int retries, Optional<KvException> error) {}
}
