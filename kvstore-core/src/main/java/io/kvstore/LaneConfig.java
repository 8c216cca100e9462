package io.kvstore;

import io.kvstore.internal.Checks;
import java.time.Duration;
import java.util.Objects;

/**
 * How concurrent calls share statements. A lane is a queue of calls of one kind on one shard. If a lane has few calls, each
 * call has its own statement, and several statements run at a time. If it has many, one statement runs at a time, and the
 * calls that wait share the next one. In between, the lane tries how many statements at a time are best. {@link KvConfig#batchRows()} and {@link KvConfig#batchBytes()} limit a shared statement.
 *
 * <p>Each running statement needs one of {@link PoolConfig#maxConnections()}. Reads have connections of their own, so writes
 * that hang do not block reads. All kinds of writes together use the remaining connections, except one for the reaper and the
 * admin calls. A pool of one or two connections is shared by all. {@link KvConfig.Builder#build()} rejects lanes that do
 * not fit the pool. Immutable: each {@code with} method returns a copy.
 */
public final class LaneConfig {

    private static final int DEFAULT_STATEMENTS = 4;
    private static final int RESERVED = 1; // connections for the reaper and the admin calls

    private final int reads;
    private final int writes;
    private final int conditionals;
    private final Duration timeout;

    private LaneConfig(int reads, int writes, int conditionals, Duration timeout) {
        Checks.between("lanes.reads", reads, 1, 64);
        Checks.between("lanes.writes", writes, 1, 64);
        Checks.between("lanes.conditionals", conditionals, 1, 64);
        Checks.between("lanes.timeout", timeout, Duration.ofMillis(1), Duration.ofMinutes(10));
        this.reads = reads;
        this.writes = writes;
        this.conditionals = conditionals;
        this.timeout = timeout;
    }

    /**
     * 4 statements of each kind and a timeout of 10 s. This fits the default pool.
     *
     * @return the defaults
     */
    public static LaneConfig defaults() {
        return forConnections(PoolConfig.defaults().maxConnections());
    }

    /**
     * As many statements of each kind as fit a pool, at most 4, and a timeout of 10 s. A config that sets no lanes uses this.
     *
     * @param maxConnections connections of the pool, 1 or more
     * @return the defaults for it
     */
    public static LaneConfig forConnections(int maxConnections) {
        int reads = Math.max(1, Math.min(DEFAULT_STATEMENTS, (maxConnections - 1) / 2));
        int writes = Math.max(1, Math.min(DEFAULT_STATEMENTS, maxConnections - reads - RESERVED));
        return new LaneConfig(reads, writes, writes, Duration.ofSeconds(10));
    }

    /**
     * With another number of concurrent read statements.
     *
     * @param reads read statements that may run at a time: 1 to 64
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public LaneConfig withReads(int reads) {
        return new LaneConfig(reads, writes, conditionals, timeout);
    }

    /**
     * With another number of concurrent put statements.
     *
     * @param writes put statements that may run at a time: 1 to 64
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public LaneConfig withWrites(int writes) {
        return new LaneConfig(reads, writes, conditionals, timeout);
    }

    /**
     * With another number of concurrent statements of conditional writes.
     *
     * @param conditionals statements that may run at a time for each kind of conditional write (such as delete,
     *     compare-and-set, expire): 1 to 64
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public LaneConfig withConditionals(int conditionals) {
        return new LaneConfig(reads, writes, conditionals, timeout);
    }

    /**
     * With another timeout.
     *
     * @param timeout how long a call may take, see {@link #timeout()}: 1 ms to 10 minutes
     * @return a copy
     * @throws IllegalArgumentException if it is out of range
     */
    public LaneConfig withTimeout(Duration timeout) {
        return new LaneConfig(reads, writes, conditionals, timeout);
    }

    /**
     * Read statements that may run at a time.
     *
     * @return 1 to 64
     */
    public int reads() {
        return reads;
    }

    /**
     * Put statements that may run at a time.
     *
     * @return 1 to 64
     */
    public int writes() {
        return writes;
    }

    /**
     * Statements that may run at a time for each kind of conditional write: delete, put-if-absent, compare-and-set,
     * compare-and-delete, expire, get-and-expire, increment.
     *
     * @return 1 to 64
     */
    public int conditionals() {
        return conditionals;
    }

    /**
     * How long a call may take, from when it was made. A batch has it once for all its calls. The wait for room, at most
     * {@link BackpressureConfig#maxWait()}, comes on top. A statement that the caller's own thread runs is not cut short:
     * {@link PoolConfig#socketTimeout()} bounds it.
     *
     * @return 1 ms to 10 minutes
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * How many write statements of all kinds together may run at a time.
     *
     * @param maxConnections connections of the pool
     * @return the connections that reads and the reaper do not need, at least 1
     */
    public int writesTogether(int maxConnections) {
        return Math.max(1, maxConnections - reads - RESERVED);
    }

    /** Rejects what does not fit the pool; otherwise it would silently have no effect. */
    void check(int maxConnections) {
        int mostReads = Math.max(1, maxConnections - 1 - RESERVED);
        Checks.that(
                reads <= mostReads,
                "lanes.reads is %s and pool.maxConnections is %s: a write and the reaper need a connection each, which"
                        + " leaves %s: lower lanes.reads, or raise pool.maxConnections to %s",
                reads,
                maxConnections,
                mostReads,
                reads + 1 + RESERVED);
        check("lanes.writes", writes, maxConnections);
        check("lanes.conditionals", conditionals, maxConnections);
    }

    private void check(String name, int statements, int maxConnections) {
        Checks.that(
                statements <= writesTogether(maxConnections),
                "%s is %s and pool.maxConnections is %s: lanes.reads is %s and the reaper needs one, which leaves %s:"
                        + " lower one of the lanes, or raise pool.maxConnections to %s",
                name,
                statements,
                maxConnections,
                reads,
                writesTogether(maxConnections),
                statements + reads + RESERVED);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LaneConfig that
                && reads == that.reads
                && writes == that.writes
                && conditionals == that.conditionals
                && timeout.equals(that.timeout);
    }

    @Override
    public int hashCode() {
        return Objects.hash(reads, writes, conditionals, timeout);
    }

    @Override
    public String toString() {
        return "LaneConfig[reads=" + reads + ", writes=" + writes + ", conditionals=" + conditionals + ", timeout="
                + timeout + "]";
    }
}
