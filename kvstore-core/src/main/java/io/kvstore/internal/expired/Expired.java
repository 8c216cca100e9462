package io.kvstore.internal.expired;

import static io.kvstore.internal.execution.ManyKeys.bindKeys;
import static io.kvstore.internal.execution.ManyKeys.fill;

import io.kvstore.KvConfig;
import io.kvstore.Operation;
import io.kvstore.ReapTarget;
import io.kvstore.ReaperConfig;
import io.kvstore.Ttl;
import io.kvstore.internal.Checks;
import io.kvstore.internal.execution.Execution;
import io.kvstore.internal.execution.Packet;
import io.kvstore.internal.expired.ExpiredIndex.Found;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.request.Read;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Deletes expired and deleted rows of one shard. A batch is read from the index without locks, sorted, and deleted by
 * primary key. The delete checks the expiry again, so it locks no live row, and it skips locked rows. Thread-safe.
 */
public final class Expired implements ReapTarget {

    private final String shard;
    private final Execution execution;
    private final Statements sql;
    private final ExpiredIndex index;
    private final Optional<Showing> showing;
    private final int maxBytes;
    private final Packet packet;

    /**
     * Where the next batch starts in the index. So it skips index entries that earlier batches deleted and the server
     * has not purged yet, and rows that were locked. It is a hint: any value is correct. The first batch starts at
     * random with deleted rows or with expired ones, so that runs that are too short for both delete both over time.
     */
    private volatile Sweep sweep = ThreadLocalRandom.current().nextBoolean() ? Sweep.WHOLE : Sweep.EXPIRED;

    /**
     * A sweep over the index.
     *
     * @param from the row behind which the next batch starts
     * @param whole whether the sweep began at the lowest entry
     * @param deleted how many rows it deleted so far
     */
    private record Sweep(Found from, boolean whole, long deleted) {

        static final Sweep WHOLE = new Sweep(Found.LOWEST, true, 0);
        static final Sweep EXPIRED = new Sweep(new Found(new byte[0], 0, 0), false, 0);

        Sweep next(Found last, int more) {
            return new Sweep(last, whole, deleted + more);
        }

        /** Whether nothing is left, at the end of the sweep. New dead rows may sort before the rows it has passed. */
        boolean foundAll() {
            return whole && (from.expiresAt() == Long.MIN_VALUE || deleted == 0);
        }
    }

    public Expired(String shard, Execution execution, Statements sql, Packet packet, KvConfig config) {
        this.shard = shard;
        this.execution = execution;
        this.sql = sql;
        this.index = new ExpiredIndex(shard, execution, sql);
        int maxBytes = config.batchBytes();
        this.showing = config.reapListener().map(listener -> new Showing(shard, execution, sql, maxBytes, listener));
        this.maxBytes = maxBytes;
        this.packet = packet;
    }

    @Override
    public String shard() {
        return shard;
    }

    @Override
    public Batch deleteExpired(int maxRows, Duration grace) {
        Checks.between("maxRows", maxRows, 1, ReaperConfig.MAX_BATCH_ROWS);
        Checks.between("grace", grace, Duration.ZERO, Ttl.MAX);
        Sweep now = sweep;
        sweep = Sweep.WHOLE; // if this batch fails
        List<Found> found = index.find(now.from(), showing.isPresent(), maxRows, grace.toMillis());
        List<Found> taken = withinBytes(found);
        boolean more = found.size() == maxRows || taken.size() < found.size();
        int deleted = taken.isEmpty() ? 0 : delete(taken, grace.toMillis());
        if (more) {
            sweep = now.next(taken.get(taken.size() - 1), deleted);
        }
        return new Batch(
                taken.size(), deleted, more || !now.next(now.from(), deleted).foundAll());
    }

    /** As many rows as fit into one statement and may be shown to a listener at once, at least one. */
    private List<Found> withinBytes(List<Found> found) {
        long most = Math.min(maxBytes, packet.shared());
        long bytes = 0;
        for (int i = 0; i < found.size(); i++) {
            bytes += found.get(i).key().length + Read.PER_KEY + found.get(i).size();
            if (bytes > most && i > 0) {
                return found.subList(0, i);
            }
        }
        return found;
    }

    private int delete(List<Found> found, long grace) {
        List<byte[]> keys =
                found.stream().map(Found::key).sorted(Keys.order(key -> key)).toList();
        if (showing.isPresent()) {
            return showing.get().thenDelete(keys, grace);
        }
        List<byte[]> filled = fill(keys, maxBytes);
        return execution.run(Operation.REAP_DELETE, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.deleteExpired(filled.size()))) {
                int next = bindKeys(statement, filled);
                statement.setLong(next, grace);
                statement.setLong(next + 1, grace);
                return statement.executeUpdate();
            }
        });
    }

    @Override
    public Optional<Duration> oldestExpired() {
        return execution.run(Operation.ADMIN, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.oldestExpired);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                long millis = row.getLong(1);
                return millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
            }
        });
    }
}
