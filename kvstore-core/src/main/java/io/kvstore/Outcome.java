package io.kvstore;

/** What became of a call that failed. */
public enum Outcome {
    /** Nothing was changed: it is safe to call again. Reads that fail are always of this kind. */
    NOT_APPLIED,

    /**
     * The write may have happened, or may still happen: read the key, or call again if the write may be repeated.
     *
     * <p>For the store that made the call, it can no longer happen once that store accepts another write of the key. On
     * MySQL and MariaDB, a write whose connection was lost blocks its key for this store's writes until the server has
     * ended that connection: they fail with {@link KvUnavailableException}, {@link #NOT_APPLIED}. For other processes it
     * may happen until the server has ended the statement. Its waits for the table and for each row are bounded
     * ({@code lock_wait_timeout}, {@code innodb_lock_wait_timeout}); a full disk, a replica that does not answer, and a
     * server that is stopped have no such bound.
     */
    UNKNOWN
}
