package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kvstore.KvConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** All answers of conditional writes are checked. Contenders without conditional writes are refused. */
class ConditionalWorkloadsTest {

    private static final KvConfig CONFIG = KvConfig.embedded(1).build();
    private static final Plan PLAN = plan(Workload.EXPIRE);
    private static final Span UNTIL_IT_FAILS = new Span(Duration.ZERO, Duration.ofMinutes(5));

    private static final Rows NO_ROWS = new Rows() {

        @Override
        public void load(Map<String, byte[]> entries) {}

        @Override
        public void drop() {}
    };

    /** A baseline with gets and puts only. */
    private record Plain() implements Baseline {

        @Override
        public String label() {
            return "plain";
        }

        @Override
        public Contender open(String name, Servers servers, int connections) {
            throw new UnsupportedOperationException();
        }
    }

    /** Returns false from all conditional writes, and a value that nobody put. */
    private record Naysayer(Optional<byte[]> found) implements Contender, ConditionalWrites {

        @Override
        public String name() {
            return "naysayer";
        }

        @Override
        public Rows rows() {
            return NO_ROWS;
        }

        @Override
        public Optional<byte[]> get(String key) {
            return found;
        }

        @Override
        public void put(String key, byte[] value) {}

        @Override
        public ConditionalWrites conditional() {
            return this;
        }

        @Override
        public boolean expire(String key, Duration ttl) {
            return false;
        }

        @Override
        public boolean putIfAbsent(String key, byte[] value) {
            return false;
        }

        @Override
        public CompareAndSet compareAndSet(String key, byte[] value) {
            return new CompareAndSet(found, false);
        }

        @Override
        public boolean deleteAndPut(String key, byte[] value) {
            return false;
        }

        @Override
        public Optional<byte[]> getAndExpire(String key, Duration ttl) {
            return found;
        }

        @Override
        public long increment(String key) {
            return 1;
        }

        @Override
        public void close() {}
    }

    @Test
    void anExpireOfALoadedKeyMustSucceed() {
        assertThatThrownBy(() -> run(Workload.EXPIRE, Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("naysayer: expire of 'bench:")
                .hasMessageContaining("returned false, but the key was loaded");
    }

    @Test
    void aPutIfAbsentOfANewKeyMustSucceed() {
        assertThatThrownBy(() -> run(Workload.PUT_IF_ABSENT, Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned false, but the key was new");
    }

    @Test
    void aCompareAndSetMustReadWhatWasPutThere() {
        assertThatThrownBy(() -> run(Workload.COMPARE_AND_SET, Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned absent, but the key was put");
        assertThatThrownBy(() -> run(Workload.COMPARE_AND_SET, Optional.of(new byte[64])))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("bytes that were never put");
    }

    @Test
    void aCompareAndSetOfASingleCallerMustSucceed() {
        assertThatThrownBy(() -> run(
                        Workload.COMPARE_AND_SET, Optional.of(DataSet.of(PLAN).value(0, 1))))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned false, but no other caller was writing to the key");
    }

    @Test
    void aDeleteOfASingleCallerMustSucceed() {
        assertThatThrownBy(() -> run(Workload.DELETE_AND_PUT, Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("naysayer: delete of 'bench:")
                .hasMessageContaining("returned false, but no other caller was writing to the key");
    }

    @Test
    void aGetAndExpireMustReadWhatWasPutThere() {
        assertThatThrownBy(() -> run(Workload.GET_AND_EXPIRE, Optional.empty()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned absent, but the key was put");
        assertThatThrownBy(() -> run(Workload.GET_AND_EXPIRE, Optional.of(new byte[64])))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("bytes that were never put");
    }

    @Test
    void anIncrementMustCountTheOnesBeforeIt() {
        for (Workload workload : List.of(Workload.INCREMENT, Workload.INCREMENT_ONE)) {
            assertThatThrownBy(() -> run(workload, Optional.empty()))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("naysayer: increment of 'bench-counter:0' returned 1: it must be 2 to 2");
        }
    }

    @Test
    void newKeysAreReadBack() {
        NewKeys keys = new NewKeys(PLAN);
        assertThat(keys.next()).isEqualTo(PLAN.keys());

        assertThatThrownBy(() -> keys.check(new Naysayer(Optional.empty()), PLAN.keys()))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("returned absent");
        keys.check(new Naysayer(Optional.of(DataSet.of(PLAN).value(PLAN.keys(), 7))), PLAN.keys());
    }

    @Test
    void theLimitHasNoConditionalWrites() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Setup(CONFIG, List.of(), List.of(), OptionalInt.of(1)).check(PLAN))
                .withMessage("--limit supports only get and put, not expire: drop one");
    }

    @Test
    void aBaselineThatHasNoneIsRefused() {
        Setup setup = new Setup(CONFIG, List.of(PlainBaseline.RAW, new Plain()), List.of(), OptionalInt.empty());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> setup.check(PLAN))
                .withMessage(
                        "--workload expire is supported only by the store, raw and jdbi: drop it, or --baseline plain");
    }

    /** Runs one caller on one key until an answer is refused. */
    private static void run(Workload workload, Optional<byte[]> found) throws InterruptedException {
        Plan plan = plan(workload);
        try (ClosedLoop loop = new ClosedLoop(new Naysayer(found), plan, new NewKeys(plan))) {
            loop.run(workload, 1, UNTIL_IT_FAILS, new SplittableRandom(1));
        }
    }

    private static Plan plan(Workload workload) {
        return new Plan(
                new Crowd(List.of(1), CallerThreads.PLATFORM, OptionalInt.empty()),
                List.of(workload),
                Duration.ofMillis(100),
                Duration.ZERO,
                1,
                1,
                new KeyDistribution.Uniform(),
                64,
                1);
    }
}
