package io.kvstore;

/** Whether a failed call may have happened. */
public enum Outcome {
    /** Nothing was changed. It is safe to call again. Failed reads always have this outcome. */
    NOT_APPLIED,

    /**
     * The write may have happened, or may still happen. Read the key, or call again if the write may be repeated.
     *
     * <p>How long it may still happen depends on the cause:
     *
     * <ul>
     *   <li>The server aborted the statement. The statement has ended: the write has happened or it has not.
     *   <li>The caller gave up, by an interrupt or at its deadline. The write may happen until its statement has
     *       ended. Later writes of the key by this store wait for that.
     *   <li>The connection to MySQL or MariaDB was lost. The write may happen until the server has ended the connection. The
     *       store kills the connection. Until it has ended, the store's own writes of the key fail with
     *       {@link KvUnavailableException}, {@link #NOT_APPLIED}. The connection has ended when one of these is true of the
     *       server to which the shard's URL leads: it no longer lists the connection; it does not know its id, or has given
     *       the id to another user; it was started after the connection was made; it is another server, by host name, port
     *       and server_uuid (on MariaDB: datadir and server_id).
     *   <li>A proxy reported the error (2000 to 2999, or 9000 and above). The write may happen until the server has ended the
     *       statement. The store does not wait for that.
     * </ul>
     *
     * <p>So once this store accepts another write of the key, the old write no longer happens. There are two exceptions: errors
     * of a proxy, and a URL that leads to another server while the old server still runs. Commits of the old server may then
     * arrive by replication, so fence it off before you fail over.
     *
     * <p>Other processes, and stores that are opened later, do not wait. They may see the write happen until the server has
     * ended the statement. The statement's waits for its table and for each row are bounded ({@code lock_wait_timeout},
     * {@code innodb_lock_wait_timeout}). Its waits for a full disk or for a replica, and a server that is paused, are not
     * bounded.
     */
    UNKNOWN
}
