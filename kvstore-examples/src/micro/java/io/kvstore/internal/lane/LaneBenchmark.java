package io.kvstore.internal.lane;

import io.kvstore.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of a lane whose statement does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LaneBenchmark {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Nothing(byte[] key) implements Request<Boolean> {

        @Override
        public Operation operation() {
            return Operation.read("nothing");
        }

        @Override
        public int bytes() {
            return key.length;
        }
    }

    /** Statements that do nothing, of up to 256 calls. */
    private record Statements(Refusals refusals) implements Statement {

        @Override
        public int maxCalls() {
            return 256;
        }

        @Override
        public void run(List<Call<?>> calls) {
            calls.forEach(Statements::succeed);
        }

        @SuppressWarnings("unchecked") // there are no other types
        private static void succeed(Call<?> call) {
            ((Call<Boolean>) call).succeed(true);
        }
    }

    private static final class Unexpected implements Refusals {

        @Override
        public RuntimeException abandoned(String why, boolean mayHaveHappened) {
            return new IllegalStateException(why);
        }

        @Override
        public RuntimeException unsettled() {
            return new IllegalStateException("unsettled");
        }

        @Override
        public RuntimeException overloaded(String limit, Duration waited) {
            return new IllegalStateException("overloaded: " + limit);
        }

        @Override
        public RuntimeException copy(RuntimeException shared) {
            return shared;
        }
    }

    private final byte[] key = new byte[24];
    private final Context context = new Context(Duration.ofSeconds(10));
    private final Refusals refusals = new Unexpected();
    private final InFlight inFlight = new InFlight(65_536, 64 << 20, Duration.ZERO, refusals); // the default
    private final LaneGroup group =
            new LaneGroup(inFlight, new KeyOrder(), new Workers(Runnable::run), new Completions(Thread::new), 4 << 20);
    private final Lane lane = new Lane(new Statements(refusals), 1, group);

    @Benchmark
    @Threads(1)
    public boolean loneCaller() {
        return new Call<>(lane, new Nothing(key), context).run();
    }

    /** Measures the time of a call with 16 calls in flight. The lane's own cost per call is a 16th of it. */
    @Benchmark
    @Threads(16)
    public boolean oneOf16Callers() {
        return new Call<>(lane, new Nothing(key), context).run();
    }
}
