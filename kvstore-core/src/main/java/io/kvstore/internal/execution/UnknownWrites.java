package io.kvstore.internal.execution;

import io.kvstore.internal.endpoint.Endpoint;
import io.kvstore.internal.endpoint.Errors;
import io.kvstore.internal.lane.BlockedKeys;
import io.kvstore.internal.lane.BlockedKeys.Reason;
import io.kvstore.internal.lane.Workers;
import io.kvstore.internal.sql.SessionFacts;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes of one shard whose connection was lost while they were running. The server may still execute them. Their keys
 * are blocked until the server says that the connection is gone, so that no later write of this process is overwritten
 * by them. Thread-safe.
 */
public final class UnknownWrites implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownWrites.class);

    private static final long FIRST_MILLIS = 20;
    private static final long MAX_MILLIS = 1_000;

    private final BlockedKeys blocked;
    private final Errors errors;
    private final Workers workers;
    private final ScheduledExecutorService housekeeping;
    private final Set<Lost> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public UnknownWrites(BlockedKeys blocked, Errors errors, Workers workers, ScheduledExecutorService housekeeping) {
        this.blocked = blocked;
        this.errors = errors;
        this.workers = workers;
        this.housekeeping = housekeeping;
    }

    /** A lost connection, and the keys that its statement was to write. */
    private record Lost(Endpoint endpoint, SessionFacts session, List<byte[]> keys) {

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Blocks the keys of a write, if the database is a server, on which connections can outlive their client. */
    void add(Endpoint endpoint, SessionFacts session, List<byte[]> keys) {
        if (keys.isEmpty() || !session.isServed() || closed) {
            return;
        }
        Lost lost = new Lost(endpoint, session, keys);
        all.add(lost);
        keys.forEach(key -> blocked.block(key, Reason.UNKNOWN_OUTCOME));
        failHeld();
        LOG.warn(
                "{}: lost connection {} with a running write; {} keys accept no writes until the server has ended it",
                errors,
                session.connectionId(),
                keys.size());
        endLater(lost, FIRST_MILLIS);
    }

    private void endLater(Lost lost, long millis) {
        long next = Math.min(2 * millis, MAX_MILLIS);
        try {
            ScheduledFuture<?> unused = housekeeping.schedule(
                    () -> workers.run(() -> end(lost, next), why -> endLater(lost, next)),
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // the store is closed
            remove(lost);
        }
    }

    private void end(Lost lost, long millis) {
        boolean gone = false;
        try {
            gone = lost.endpoint().end(lost.session());
        } catch (SQLException e) {
            LOG.debug("{}: ending connection {}", errors, lost.session().connectionId(), e);
        } finally {
            if (gone) {
                remove(lost);
            } else {
                failHeld();
                endLater(lost, millis);
            }
        }
    }

    /** Fails calls that were made while their key was blocked already. */
    private void failHeld() {
        blocked.failHeld(Reason.UNKNOWN_OUTCOME, Duration.ZERO, errors::unsettled);
    }

    private void remove(Lost lost) {
        if (all.remove(lost)) {
            lost.keys().forEach(key -> blocked.unblock(key, Reason.UNKNOWN_OUTCOME));
        }
    }

    /** Releases all calls when the shard is closed. They fail because the pool is closed. */
    @Override
    public void close() {
        closed = true;
        all.forEach(this::remove);
    }
}
