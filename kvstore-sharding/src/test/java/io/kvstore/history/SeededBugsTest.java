package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The load and the checker find typical bugs of shared statements, and report nothing if there is no bug. */
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
    void resultThatGoesToAnotherCallerIsCaught(Engine engine) throws Exception {
        assertThat(firstViolation(engine, SwappedVerdicts::new)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void sumThatSeveralIncrementsGetIsCaught(Engine engine) throws Exception {
        assertThat(firstViolation(engine, SharedSums::new)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void readThatIgnoresARenewalIsCaught(Engine engine) throws Exception {
        try (KvStore store = KvStore.open(engine.newStore(1).build())) {
            Client client = new ForgottenRenewals(Client.blocking(store));
            assertThat(firstViolation(seed -> HotKeys.expiring(caller -> client, seed), Duration.ofMillis(1)))
                    .isPresent();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void storeItselfHasNoneOfTheBugs(Engine engine) throws Exception {
        assertThat(firstViolation(engine, UnaryOperator.identity())).isEmpty();
    }

    private static Optional<Counterexample> firstViolation(Engine engine, UnaryOperator<Client> bug) throws Exception {
        KvConfig config = engine.newStore(1).build();
        try (KvStore store = KvStore.open(config)) {
            Engine.execute(config.shards().get(0), RandomRequests.refuseLongValues());
            Client client = bug.apply(Client.blocking(store));
            return firstViolation(seed -> HotKeys.blocking(caller -> client, seed), Duration.ZERO);
        }
    }

    private static Optional<Counterexample> firstViolation(LongFunction<HotKeys> load, Duration rounding)
            throws Exception {
        for (long seed = 0; seed < SEEDS; seed++) {
            try (HotKeys keys = load.apply(seed)) {
                for (int round = 0; round < ROUNDS; round++) {
                    Optional<Counterexample> found = new LinearizabilityChecker(rounding).check(keys.round());
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
