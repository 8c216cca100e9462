package io.kvstore.history;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.history.RecordedCall.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories of keys that expire and are renewed all the time, while other transactions lock their rows. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(LeakCheck.class)
class ExpiringHistoryTest {

    private static final int CALLS = 10_000;
    private static final long SEED = 20_261_125;

    /** The store's times are whole ms, rounded down. */
    private static final Duration ROUNDING = Duration.ofMillis(1);

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void callersOfTwoStoresSeeOneRegisterPerExpiringKey(Engine engine) throws Exception {
        KvConfig config = engine.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        try (KvStore one = KvStore.open(config);
                KvStore other = KvStore.open(config)) {
            List<Client> clients = List.of(Client.blocking(one), Client.blocking(other));
            try (RowHolder holder = new RowHolder(shard, SEED);
                    HotKeys load = HotKeys.expiring(caller -> clients.get(caller % 2), SEED)) {
                List<RecordedCall> history = new ArrayList<>();
                while (history.size() < CALLS) {
                    List<RecordedCall> round = load.round();
                    assertThat(new LinearizabilityChecker(ROUNDING).check(round))
                            .as("seed %d", SEED)
                            .isEmpty();
                    history.addAll(round);
                }
                assertThat(history).extracting(RecordedCall::fate).doesNotContain(Fate.UNKNOWN);
                assertThat(replies(history))
                        .contains("EXPIRE true", "EXPIRE false", "COMPARE_AND_SET true", "COMPARE_AND_SET false")
                        .contains("GET_AND_EXPIRE true", "GET_AND_EXPIRE false");
                assertThat(holder.held()).isPositive();
            }
        }
    }

    private static Set<String> replies(List<RecordedCall> history) {
        return history.stream()
                .filter(call -> call.fate() == Fate.RETURNED)
                .map(call -> call.request().kind() + " " + call.reply().yes())
                .collect(toCollection(TreeSet::new));
    }
}
