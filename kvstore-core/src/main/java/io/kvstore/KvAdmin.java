package io.kvstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What operators ask of a store. Thread-safe. */
public interface KvAdmin {

    /**
     * Asks every shard for a sign of life, in parallel.
     *
     * @return a line per shard, in the order of the config; never throws for a shard that is down
     */
    List<Health> health();

    /**
     * Figures of every shard, in parallel. Rows and bytes are the server's estimates.
     *
     * @return a line per shard, in the order of the config; a shard that fails has its error in place of figures
     */
    List<Stats> stats();

    /**
     * The state of every shard's pool, without asking the servers: cheap enough for a gauge.
     *
     * @return a line per shard, in the order of the config
     */
    List<Pool> pools();

    /**
     * Where a key lives. Asks no server.
     *
     * @param key 1 to 255 bytes in UTF-8
     * @return its shard, and the SQL that finds its row there
     */
    Location locate(String key);

    /**
     * Health of one shard.
     *
     * @param shard its name
     * @param up whether it answered
     * @param took how long that took
     * @param error what is wrong, if anything is
     */
    record Health(String shard, boolean up, Duration took, Optional<String> error) {}

    /**
     * Figures of one shard.
     *
     * @param shard its name
     * @param server what runs there, such as {@code MySQL 9.7.0}; empty if it failed
     * @param rows rows of the table, expired ones included, as the server estimates
     * @param bytes bytes of the table and its index, as the server estimates
     * @param oldestExpired how long the row has been dead that has been so the longest
     * @param error what is wrong, if anything is
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
     * @param active in use
     * @param idle open and free
     * @param waiting callers that wait for one
     * @param max the most there may be
     */
    record Pool(String shard, int active, int idle, int waiting, int max) {}

    /**
     * Where a key lives.
     *
     * @param key the key
     * @param position its place on the ring, an unsigned number
     * @param shard the shard that owns it
     * @param table its table
     * @param storedKey the primary key of its row: position and key, in hexadecimal
     * @param sql the statement that a DBA would type to see the row
     */
    record Location(String key, long position, String shard, String table, String storedKey, String sql) {}
}
