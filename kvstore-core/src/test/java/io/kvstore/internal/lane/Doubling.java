package io.kvstore.internal.lane;

import com.google.common.primitives.Longs;
import io.kvstore.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Lanes whose statements double numbers, each once it was given a permit. */
final class Doubling implements Statement {

    static final Refusals REFUSALS = new Refusals() {
        @Override
        public RuntimeException abandoned(String why, boolean mayHaveHappened) {
            return new IllegalStateException(why + (mayHaveHappened ? ", may have happened" : ", did not happen"));
        }

        @Override
        public RuntimeException unsettled() {
            return new IllegalStateException("unsettled");
        }

        @Override
        public RuntimeException overloaded(String limit, Duration waited) {
            return new IllegalStateException("overloaded: " + limit + ", waited " + waited);
        }

        @Override
        public RuntimeException copy(RuntimeException shared) {
            return shared instanceof IllegalArgumentException
                    ? new IllegalArgumentException(shared.getMessage(), shared)
                    : new IllegalStateException(shared.getMessage(), shared);
        }
    };

    /** A call that asks for its own number, doubled; it stands for its key, too. */
    static final class Twice extends Call<Integer> {

        final int number;

        Twice(Lane lane, int number, int bytes) {
            this(lane, number, bytes, Duration.ofSeconds(30));
        }

        Twice(Lane lane, int number, int bytes, Duration timeout) {
            this(lane, number, bytes, new Context(timeout));
        }

        Twice(Lane lane, int number, int bytes, Context context) {
            super(lane, new Numbered(Longs.toByteArray(number), bytes), context);
            this.number = number;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
    private record Numbered(byte[] key, int bytes) implements Request<Integer> {

        @Override
        public Operation operation() {
            return Operation.read("number");
        }
    }

    private final int maxCalls;
    final List<List<Integer>> carried = Collections.synchronizedList(new ArrayList<>());
    final List<Thread> leaders = Collections.synchronizedList(new ArrayList<>());
    final Semaphore permits = new Semaphore(0);
    final Semaphore running = new Semaphore(0);

    Doubling(int maxCalls) {
        this.maxCalls = maxCalls;
    }

    @Override
    public int maxCalls() {
        return maxCalls;
    }

    @Override
    public Refusals refusals() {
        return REFUSALS;
    }

    @Override
    public void run(List<Call<?>> carrying) {
        List<Twice> calls = carrying.stream().map(Twice.class::cast).toList();
        carried.add(calls.stream().map(call -> call.number).toList());
        leaders.add(Thread.currentThread());
        running.release();
        permits.acquireUninterruptibly();
        for (Twice call : calls) {
            if (call.number == 13) {
                throw new IllegalArgumentException("thirteen");
            }
            if (call.number == 666) {
                throw new StackOverflowError("on purpose");
            }
            call.succeed(2 * call.number);
        }
    }
}
