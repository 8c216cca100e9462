package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Counts what reaches a server that nobody else talks to: one statement per operation, and per shard of a batch. */
@ExtendWith(LeakCheck.class)
class RoundTripsTest {

    private static final int CALLS = 100;
    private static final byte[] VALUE = {1};

    @Test
    void everyOperationIsOneStatement() {
        ShardConfig shard = MariaDbServer.start().newDatabase("shard-0");
        KvConfig config = KvConfig.builder()
                .shard(shard)
                .pool(PoolConfig.defaults().withConnections(1, 1))
                .build();
        Map<String, byte[]> entries =
                IntStream.range(0, 100).boxed().collect(Collectors.toMap(i -> "many" + i, i -> VALUE));
        try (KvStore store = KvStore.open(config)) {
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
                    i -> store.getAll(entries.keySet()),
                    i -> store.deleteAll(entries.keySet()));
            for (IntConsumer operation : operations) {
                long before = statements(shard);
                IntStream.range(0, CALLS).forEach(operation);
                long sent = statements(shard) - before - statementsOfCounting();
                assertThat(sent).as("statements for %d calls", CALLS).isEqualTo(CALLS);
            }
        }
    }

    private long counting = -1;

    /** What {@link #statements} itself adds: connecting and asking. */
    private long statementsOfCounting() {
        return counting;
    }

    private long statements(ShardConfig shard) {
        if (counting < 0) {
            long first = count(shard);
            counting = count(shard) - first;
        }
        return count(shard);
    }

    private static long count(ShardConfig shard) {
        return Engine.query(
                shard, "SELECT variable_value FROM information_schema.global_status WHERE variable_name = 'QUESTIONS'");
    }
}
