package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts the statements that reach an otherwise idle server: one per operation, and one per shard of a batch. */
@ExtendWith(LeakCheck.class)
class RoundTripsTest {

    private static final int CALLS = 100;
    private static final byte[] VALUE = {1};

    @Test
    void everyOperationIsOneStatement() throws SQLException {
        ShardConfig shard = MariaDbServer.start().newDatabase("shard-0");
        KvConfig config = KvConfig.builder()
                .shard(shard)
                .pool(PoolConfig.defaults().withMaxConnections(1))
                .build();
        Map<String, byte[]> entries =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "many" + i, i -> VALUE));
        try (KvStore store = KvStore.open(config);
                Connection connection = Engine.connect(shard);
                Statement counter = connection.createStatement()) {
            store.put("k", VALUE);
            List<IntConsumer> operations = List.of(
                    i -> store.get("k" + i),
                    i -> store.getEntry("k" + i),
                    i -> store.put("k" + i, VALUE),
                    i -> store.put("k" + i, VALUE, Duration.ofMinutes(1)),
                    i -> store.putIfAbsent("k" + i, VALUE),
                    i -> store.compareAndSet("k" + i, 1, VALUE),
                    i -> store.expire("k" + i, Duration.ofMinutes(1)),
                    i -> store.persist("k" + i),
                    i -> store.ttl("k" + i),
                    i -> store.delete("k" + i),
                    i -> store.putAll(entries),
                    i -> store.getAll(entries.keySet()));
            for (IntConsumer operation : operations) {
                assertThat(statements(counter, operation)).isEqualTo(CALLS);
            }
            // BEGIN, SELECT, UPDATE, COMMIT: one text, sent at once
            assertThat(statements(counter, i -> store.deleteAll(entries.keySet())))
                    .isEqualTo(4 * CALLS);
        }
    }

    private static long statements(Statement counter, IntConsumer operation) throws SQLException {
        long before = asked(counter);
        IntStream.range(0, CALLS).forEach(operation);
        return asked(counter) - before - 1;
    }

    /** The number of statements that the server has received, including this one. */
    private static long asked(Statement counter) throws SQLException {
        try (ResultSet row = counter.executeQuery("SHOW GLOBAL STATUS LIKE 'Questions'")) {
            row.next();
            return row.getLong(2);
        }
    }
}
