package io.kvstore.internal.shard;

import static io.kvstore.internal.shard.ManyKeys.bindKeys;
import static io.kvstore.internal.shard.ManyKeys.fill;

import io.kvstore.ExpiredEntry;
import io.kvstore.KvConfig;
import io.kvstore.Operation;
import io.kvstore.ReapListener;
import io.kvstore.ReapTarget;
import io.kvstore.ReaperConfig;
import io.kvstore.internal.Checks;
import io.kvstore.internal.key.Keys;
import io.kvstore.internal.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The rows of one shard that are expired or deleted. A batch is read from the index without locks, sorted, and
 * deleted by primary key with the expiry checked again: nothing is locked that is alive. Thread-safe.
 */
public final class Expired implements ReapTarget {

    private final String shard;
    private final Execution execution;
    private final Statements sql;
    private final Optional<ReapListener> listener;
    private final int maxBytes;
    private final Packet packet;

    /**
     * Where the next batch starts to look, so that it does not wade through index entries that the last ones deleted
     * and the server has not purged yet. A hint: any value is correct, the lowest finds everything. The first batch
     * looks at deleted rows or at expired ones by chance, so that runs that are too short for both starve neither.
     */
    private volatile long from = ThreadLocalRandom.current().nextBoolean() ? Long.MIN_VALUE : 0;

    Expired(String shard, Execution execution, Statements sql, Packet packet, KvConfig config) {
        this.shard = shard;
        this.execution = execution;
        this.sql = sql;
        this.listener = config.reapListener();
        this.maxBytes = config.batchBytes();
        this.packet = packet;
    }

    @Override
    public String shard() {
        return shard;
    }

    @Override
    public Batch deleteExpired(int maxRows, Duration grace) {
        Checks.between("maxRows", maxRows, 1, ReaperConfig.MAX_BATCH_ROWS);
        long start = from;
        from = Long.MIN_VALUE; // unless this batch ends well
        List<Found> found = find(start, maxRows, grace.toMillis());
        List<Found> taken = withinBytes(found);
        boolean more = found.size() == maxRows || taken.size() < found.size();
        int deleted = taken.isEmpty() ? 0 : delete(taken, grace.toMillis());
        if (more) {
            from = taken.get(taken.size() - 1).expiresAt();
        }
        return new Batch(taken.size(), deleted, more || start != Long.MIN_VALUE);
    }

    @SuppressWarnings("ArrayRecordComponent") // a row on its way into a statement
    private record Found(byte[] key, long expiresAt, long size) {}

    private List<Found> find(long start, int maxRows, long grace) {
        String text = listener.isPresent() ? sql.findExpiredWithSize : sql.findExpired;
        return execution.run(Operation.REAP_FIND, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(text)) {
                statement.setLong(1, start);
                statement.setLong(2, grace);
                statement.setLong(3, grace);
                statement.setInt(4, maxRows);
                List<Found> found = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.add(new Found(row.getBytes(1), row.getLong(2), row.getLong(3)));
                    }
                }
                return found;
            }
        });
    }

    /** As many as one statement carries and a listener can be shown at once: at least one. */
    private List<Found> withinBytes(List<Found> found) {
        long most = Math.min(maxBytes, packet.shared());
        long bytes = 0;
        for (int i = 0; i < found.size(); i++) {
            bytes += found.get(i).key().length + Packet.PER_KEY + found.get(i).size();
            if (bytes > most && i > 0) {
                return found.subList(0, i);
            }
        }
        return found;
    }

    private int delete(List<Found> found, long grace) {
        List<byte[]> keys = fill(
                found.stream().map(Found::key).sorted(Keys.order(key -> key)).toList(), maxBytes);
        listener.ifPresent(sees -> {
            List<ExpiredEntry> entries = read(keys, grace);
            if (!entries.isEmpty()) {
                sees.onReap(shard, entries);
            }
        });
        return execution.run(Operation.REAP_DELETE, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.deleteExpired(keys.size()))) {
                int next = bindKeys(statement, keys);
                statement.setLong(next, grace);
                statement.setLong(next + 1, grace);
                return statement.executeUpdate();
            }
        });
    }

    private List<ExpiredEntry> read(List<byte[]> keys, long grace) {
        return execution.run(Operation.REAP_FIND, connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql.readExpired(keys.size()))) {
                statement.setLong(bindKeys(statement, keys), grace);
                List<ExpiredEntry> entries = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        entries.add(new ExpiredEntry(
                                Keys.decode(row.getBytes(1)),
                                row.getBytes(2),
                                row.getLong(3),
                                Instant.ofEpochMilli(row.getLong(4))));
                    }
                }
                return entries;
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
