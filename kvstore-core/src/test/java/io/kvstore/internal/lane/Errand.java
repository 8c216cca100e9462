package io.kvstore.internal.lane;

import com.google.common.primitives.Longs;
import io.kvstore.Operation;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A call that remembers how often it was carried out, and what its caller was told. Thread-safe. */
final class Errand extends Call<Integer> {

    static final Refusals REFUSALS = new Refusals() {
        @Override
        public RuntimeException abandoned(String why, boolean mayHaveHappened) {
            return new GaveUp(why, mayHaveHappened);
        }

        @Override
        public RuntimeException unsettled() {
            return new IllegalStateException("unsettled");
        }

        @Override
        public RuntimeException overloaded(String limit, Duration waited) {
            return new GaveUp(limit, false);
        }

        @Override
        public RuntimeException copy(RuntimeException shared) {
            return shared; // outcomes are told by their types
        }
    };

    private final int caller;
    private final int number;
    private final boolean async;
    private final AtomicInteger carriedOut = new AtomicInteger();
    private final List<Object> outcomes = new CopyOnWriteArrayList<>();

    /** It never reached its end, as far as its caller knows. */
    static final class GaveUp extends RuntimeException {

        private final boolean mayHaveHappened;

        private GaveUp(String why, boolean mayHaveHappened) {
            super(why);
            this.mayHaveHappened = mayHaveHappened;
        }
    }

    /** Its statement failed before it came to this one. */
    static final class Failed extends RuntimeException {}

    /**
     * Not made yet.
     *
     * @param number larger than those of its caller's earlier errands
     */
    Errand(Lane lane, Context context, long key, int caller, int number, boolean async) {
        super(lane, new Key(Longs.toByteArray(key)), context);
        this.caller = caller;
        this.number = number;
        this.async = async;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares requests
    private record Key(byte[] key) implements Request<Integer> {

        @Override
        public Operation operation() {
            return Operation.read("number");
        }

        @Override
        public int bytes() {
            return 1;
        }
    }

    int caller() {
        return caller;
    }

    int number() {
        return number;
    }

    boolean isAsync() {
        return async;
    }

    void carryOut() {
        carriedOut.incrementAndGet();
        succeed(2 * number);
    }

    void told(Object outcome) {
        outcomes.add(outcome);
    }

    /** Whether its caller was told one thing, and that is true. */
    boolean endedWell() {
        if (outcomes.size() != 1) {
            return false;
        }
        Object told = outcomes.get(0);
        if (told instanceof GaveUp gaveUp) {
            return carriedOut.get() <= (gaveUp.mayHaveHappened ? 1 : 0);
        }
        return told instanceof Failed ? carriedOut.get() == 0 : told.equals(2 * number) && carriedOut.get() == 1;
    }

    @Override
    public String toString() {
        return "errand " + number + " of caller " + caller + (async ? ", async" : "") + ": told " + outcomes
                + ", carried out " + carriedOut + " times";
    }
}
