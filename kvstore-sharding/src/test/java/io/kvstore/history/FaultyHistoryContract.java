package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.TcpProxy;
import io.kvstore.history.RecordedCall.Fate;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@link HistoryContract} also holds while connections break. A call that failed with NOT_APPLIED is never seen. A call
 * that failed with UNKNOWN takes effect at most once. Every call returns. A subclass chooses an engine.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(LeakCheck.class)
abstract class FaultyHistoryContract {

    private static final int CALLS = 10_000;
    private static final int UNKNOWN = 20;
    private static final int CALLS_PER_FAULT = 60;
    private static final long SEED = 20_261_121;

    private final Engine engine;

    FaultyHistoryContract(Engine engine) {
        this.engine = engine;
    }

    @ParameterizedTest
    @CsvSource({"1, 4, false", "4, 64, false", "1, 4, true", "4, 64, true"})
    void callersSeeOneRegisterPerKeyWhileConnectionsBreak(int maxOut, int batchRows, boolean async) throws Exception {
        ShardConfig shard = engine.newShards(1).get(0);
        URI server = URI.create(shard.url().substring("jdbc:".length()));
        try (TcpProxy proxy = new TcpProxy(server.getPort());
                KvStore store = KvStore.open(config(shard, server, proxy, maxOut, batchRows));
                Faults faults = new Faults(proxy, shard, engine != Engine.MARIADB, CALLS_PER_FAULT, SEED)) {
            Engine.execute(shard, RandomRequests.refuseLongValues());
            Client client = faults.around(async ? Client.async(store) : Client.blocking(store));
            try (HotKeys load = async ? HotKeys.async(one -> client, SEED) : HotKeys.blocking(one -> client, SEED)) {
                assertLinearizable(load);
            }
        }
    }

    private static KvConfig config(ShardConfig shard, URI server, TcpProxy proxy, int maxOut, int batchRows) {
        String address = server.getHost() + ":" + server.getPort();
        String url = shard.url().replace(address, "127.0.0.1:" + proxy.port());
        Duration aWhile = Duration.ofSeconds(5);
        return KvConfig.builder()
                .shard(shard.name(), url, shard.user(), shard.password())
                .lanes(LaneConfig.defaults()
                        .withReads(maxOut)
                        .withWrites(maxOut)
                        .withConditionals(maxOut))
                .batchRows(batchRows)
                .pool(PoolConfig.defaults()
                        .withAcquireTimeout(aWhile)
                        .withConnectTimeout(aWhile)
                        .withSocketTimeout(aWhile))
                .build();
    }

    private static void assertLinearizable(HotKeys load) throws Exception {
        int returned = 0;
        int unknown = 0;
        while (returned < CALLS || unknown < UNKNOWN) {
            List<RecordedCall> round = load.round();
            assertThat(new LinearizabilityChecker().check(round))
                    .as("seed %d", SEED)
                    .isEmpty();
            returned += count(round, Fate.RETURNED);
            unknown += count(round, Fate.UNKNOWN);
        }
    }

    private static int count(List<RecordedCall> calls, Fate fate) {
        return (int) calls.stream().filter(call -> call.fate() == fate).count();
    }
}
