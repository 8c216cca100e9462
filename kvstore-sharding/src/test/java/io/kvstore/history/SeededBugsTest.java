package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The load and the checker together find bugs of the kind that shared statements may have; and none where none is. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(LeakCheck.class)
class SeededBugsTest {

    private static final int SEEDS = 10;
    private static final int ROUNDS = 2;

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void readThatJoinsAnEarlierOneIsCaught(Engine engine) throws Exception {
        assertThat(firstViolation(engine, StaleReads::new)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void writeThatIsLostWithItsBatchIsCaught(Engine engine) throws Exception {
        assertThat(firstViolation(engine, LostWrites::new)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void storeItselfIsNotBlamed(Engine engine) throws Exception {
        assertThat(firstViolation(engine, UnaryOperator.identity())).isEmpty();
    }

    private static Optional<Counterexample> firstViolation(Engine engine, UnaryOperator<Client> bug) throws Exception {
        KvConfig config = engine.newStore(1).build();
        try (KvStore store = KvStore.open(config)) {
            Engine.execute(config.shards().get(0), RandomRequests.refuseLongValues());
            Client client = bug.apply(Client.blocking(store));
            for (long seed = 0; seed < SEEDS; seed++) {
                Optional<Counterexample> found = firstViolation(client, seed);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }

    private static Optional<Counterexample> firstViolation(Client client, long seed) throws Exception {
        try (HotKeys load = HotKeys.blocking(caller -> client, seed)) {
            for (int round = 0; round < ROUNDS; round++) {
                Optional<Counterexample> found = new LinearizabilityChecker().check(load.round());
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }
    }
}
