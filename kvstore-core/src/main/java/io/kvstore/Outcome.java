package io.kvstore;

/** What became of a call that failed. */
public enum Outcome {
    /** Nothing was changed: it is safe to call again. Reads that fail are always of this kind. */
    NOT_APPLIED,

    /**
     * The write may have happened, or may still happen: read the key, or call again if the write may be repeated.
     *
     * <p>Until when it may still happen depends on why nobody knows:
     *
     * <ul>
     *   <li>The server broke the statement off: it is over. The write has happened or has not.
     *   <li>The caller gave up (an interrupt, {@code lanes.timeout}): until its statement is over. Later writes of the key
     *       by this store wait for that.
     *   <li>The connection was lost, to MySQL or MariaDB: until the server has ended the connection. The store kills it, and
     *       until then fails its own writes of the key with {@link KvUnavailableException}, {@link #NOT_APPLIED}. The
     *       connection counts as ended once the server that the shard's URL leads to no longer lists
     *       it, does not know its number or has given that to another user, was started after the connection was made, or is
     *       another one by host name, port and server_uuid (on MariaDB: datadir and server_id).
     *   <li>A proxy reported the error (from 2000 to 2999, or 9000 and above): until the server has ended the statement. The
     *       store does not look after it.
     * </ul>
     *
     * <p>So the store that made the call sees the write happen no more once it accepts another write of the key, but for two
     * cases: that of the proxy, and a URL that leads to another server while the old one lives on. What the old one still
     * commits may arrive by replication: fence it off before you fail over. Other processes, and stores that are opened
     * later, refuse nothing, and may see the write happen until the server has ended the statement. Its waits for the table
     * and for each row are bounded ({@code lock_wait_timeout}, {@code innodb_lock_wait_timeout}); a full disk, a replica that
     * does not answer, and a server that is stopped have no such bound.
     */
    UNKNOWN
}
