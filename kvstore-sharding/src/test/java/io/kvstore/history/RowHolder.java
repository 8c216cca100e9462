package io.kvstore.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Locks all rows of the default table of a namespace again and again, for some ms each time, until it is closed. */
final class RowHolder implements AutoCloseable {

    private static final long MAX_MILLIS = 40;

    private final ShardConfig shard;
    private final Random random;
    private final AtomicInteger held = new AtomicInteger();
    private final CompletableFuture<Void> holding;
    private volatile boolean closed;

    RowHolder(ShardConfig shard, long seed) {
        this.shard = shard;
        this.random = new Random(seed);
        this.holding = CompletableFuture.runAsync(this::hold);
    }

    /** How often it has locked the rows. */
    int held() {
        return held.get();
    }

    private void hold() {
        try (Connection connection = Engine.connect(shard);
                Statement statement = connection.createStatement()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            connection.setAutoCommit(false);
            while (!closed) {
                statement
                        .executeQuery("SELECT k FROM kv_default ORDER BY k FOR UPDATE")
                        .close();
                held.incrementAndGet();
                LockSupport.parkNanos(MILLISECONDS.toNanos(random.nextLong(MAX_MILLIS)));
                connection.rollback();
                LockSupport.parkNanos(MILLISECONDS.toNanos(random.nextLong(MAX_MILLIS)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        holding.join();
    }
}
