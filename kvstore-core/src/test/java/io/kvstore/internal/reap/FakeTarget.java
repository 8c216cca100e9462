package io.kvstore.internal.reap;

import io.kvstore.ReapTarget;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A shard with so many expired rows, that writes down who was asked for a batch. */
class FakeTarget implements ReapTarget {

    private final String shard;
    private final List<String> calls;
    private int rows;

    FakeTarget(String shard, int rows, List<String> calls) {
        this.shard = shard;
        this.rows = rows;
        this.calls = calls;
    }

    @Override
    public String shard() {
        return shard;
    }

    @Override
    public Batch deleteExpired(int maxRows, Duration grace) {
        calls.add(shard);
        int deleted = Math.min(rows, maxRows);
        rows -= deleted;
        return new Batch(deleted, deleted, rows > 0);
    }

    @Override
    public Optional<Duration> oldestExpired() {
        return rows > 0 ? Optional.of(Duration.ofMinutes(rows)) : Optional.empty();
    }
}
