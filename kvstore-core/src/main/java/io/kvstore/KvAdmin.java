package io.kvstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Information for operators: health, statistics, pools, and the shard of a key. Thread-safe. Use it while the store is open. */
public interface KvAdmin {

    /**
     * Sends a query to every shard, in parallel. It does not throw for a shard that is down.
     *
     * @return one result per shard, in the order of the config
     */
    List<Health> health();

    /**
     * The same with a limit, for a health check that must answer in time. A shard that does not answer in time is not up.
     * At most one query per shard runs at a time: a call that comes while the query of an earlier call still waits for an
     * answer takes that answer.
     *
     * @param timeout the longest wait for all shards together, 1 ms to 10 minutes
     * @return one result per shard, in the order of the config
     * @throws IllegalArgumentException if the timeout is out of range
     * @throws IllegalStateException if the store is closed
     */
    List<Health> health(Duration timeout);

    /**
     * Statistics of every shard, in parallel. Rows and bytes are the server's estimates. It does not throw for a shard that
     * is down: the result of that shard has the error.
     *
     * @return one result per shard, in the order of the config
     */
    List<Stats> stats();

    /**
     * The state of every shard's connection pool. It sends nothing to the servers, so it is cheap enough for a gauge.
     *
     * @return one result per shard, in the order of the config
     */
    List<Pool> pools();

    /**
     * The shard of a key. It sends nothing to the servers.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return the shard, and the SQL that reads the row of the key
     * @throws IllegalArgumentException if the key is too short or too long
     * @throws IllegalStateException if the store is closed
     */
    Location locate(String key);

    /**
     * Health of one shard.
     *
     * @param shard its name
     * @param up whether it answered
     * @param took how long that took
     * @param error what is wrong, if it did not
     */
    record Health(String shard, boolean up, Duration took, Optional<String> error) {}

    /**
     * Statistics of one shard.
     *
     * @param shard its name
     * @param server the server, such as {@code MySQL 9.7.0}; empty if it failed
     * @param rows rows of the table, with expired ones, as the server estimates
     * @param bytes bytes of the table and its index, as the server estimates
     * @param oldestExpired how long the oldest dead row has been expired or deleted; empty if there is none
     * @param error what is wrong, if it failed
     */
    record Stats(
            String shard,
            String server,
            long rows,
            long bytes,
            Optional<Duration> oldestExpired,
            Optional<String> error) {}

    /**
     * Connections of one shard.
     *
     * @param shard its name
     * @param active connections in use
     * @param idle open connections that are free
     * @param waiting threads that wait for a connection
     * @param max the limit on connections
     */
    record Pool(String shard, int active, int idle, int waiting, int max) {}

    /**
     * The place of a key.
     *
     * @param key the key
     * @param position its hash, an unsigned number
     * @param shard the shard that owns it
     * @param table its table
     * @param storedKey the primary key of its row (hash and key), in hexadecimal
     * @param sql a statement that reads the row
     */
    record Location(String key, long position, String shard, String table, String storedKey, String sql) {}
}
