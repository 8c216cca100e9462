package io.kvstore.history;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvObserver;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.Operation;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.history.RecordedCall.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every operation takes effect at one moment between its call and its return, even if it shares a statement. A subclass
 * chooses an engine.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(LeakCheck.class)
abstract class HistoryContract {

    private static final int CALLS = 10_000;
    private static final long SEED = 20_261_120;

    private final Engine engine;
    private final Set<Operation> statements = ConcurrentHashMap.newKeySet();

    HistoryContract(Engine engine) {
        this.engine = engine;
    }

    private KvConfig config(int maxOut, int batchRows) {
        KvObserver observer = call -> statements.add(call.operation());
        return engine.newStore(1)
                .lanes(LaneConfig.defaults()
                        .withReads(maxOut)
                        .withWrites(maxOut)
                        .withConditionals(maxOut))
                .batchRows(batchRows)
                .observer(observer)
                .build();
    }

    private static void refuseLongValues(ShardConfig shard) {
        Engine.execute(shard, RandomRequests.refuseLongValues());
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 64"})
    void callersWhoShareStatementsSeeOneRegisterPerKey(int maxOut, int batchRows) throws Exception {
        assertLinearizable(maxOut, batchRows, store -> HotKeys.blocking(always(Client.blocking(store)), SEED));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 64"})
    void callersWithSeveralCallsInFlightSeeOneRegisterPerKeyInTheirOwnOrder(int maxOut, int batchRows)
            throws Exception {
        assertLinearizable(maxOut, batchRows, store -> HotKeys.async(always(Client.async(store)), SEED));
    }

    private void assertLinearizable(int maxOut, int batchRows, Function<KvStore, HotKeys> loadOn) throws Exception {
        KvConfig config = config(maxOut, batchRows);
        try (KvStore store = KvStore.open(config);
                HotKeys load = loadOn.apply(store)) {
            refuseLongValues(config.shards().get(0));
            assertLinearizable(load);
            assertThat(statements).contains(Operation.GET_ALL, Operation.PUT_ALL);
        }
    }

    @Test
    void callersOfTwoStoresSeeOneRegisterPerKey() throws Exception {
        KvConfig config = config(1, 64);
        try (KvStore one = KvStore.open(config);
                KvStore other = KvStore.open(config)) {
            refuseLongValues(config.shards().get(0));
            List<Client> clients = List.of(Client.blocking(one), Client.blocking(other));
            try (HotKeys load = HotKeys.blocking(caller -> clients.get(caller % 2), SEED)) {
                assertLinearizable(load);
            }
        }
    }

    private static IntFunction<Client> always(Client client) {
        return caller -> client;
    }

    private static void assertLinearizable(HotKeys load) throws Exception {
        List<RecordedCall> history = new ArrayList<>();
        while (history.size() < CALLS) {
            List<RecordedCall> round = load.round();
            assertThat(new LinearizabilityChecker().check(round))
                    .as("seed %d", SEED)
                    .isEmpty();
            history.addAll(round);
        }
        assertThat(history)
                .extracting(RecordedCall::fate)
                .contains(Fate.NOT_APPLIED)
                .doesNotContain(Fate.UNKNOWN);
        assertThat(repliesOfEachKind(history)).hasSize(2 * 8 - 2); // puts and increments never return false
    }

    private static Set<String> repliesOfEachKind(List<RecordedCall> history) {
        return history.stream()
                .filter(call -> call.fate() == Fate.RETURNED)
                .map(call -> call.request().kind() + " " + call.reply().yes())
                .collect(toCollection(TreeSet::new));
    }
}
