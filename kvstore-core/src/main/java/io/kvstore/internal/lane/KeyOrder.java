package io.kvstore.internal.lane;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the asynchronous calls on one key in the order in which they were made. A lane keeps the order of its own
 * calls. A call for another lane than the previous calls on its key waits until these are over. Thread-safe.
 */
public final class KeyOrder {

    private static final int STRIPES = 64; // a power of two

    private final Stripe[] stripes = new Stripe[STRIPES];

    /** No call is in flight. */
    public KeyOrder() {
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new Stripe();
        }
    }

    /** Puts a call into its lane, or makes it wait. Returns the call that must be started now, if any. */
    @Nullable
    Call<?> add(Call<?> call) {
        return stripe(call).submit(call);
    }

    /** Removes the calls whose deadline has passed. */
    List<Call<?>> sweep(long now) {
        List<Call<?>> late = new ArrayList<>();
        for (Stripe stripe : stripes) {
            stripe.sweep(now, late);
        }
        return late;
    }

    /** Removes a call that waits for earlier calls. Returns false if it does not wait here. */
    boolean leave(Call<?> call) {
        return stripe(call).leave(call);
    }

    /** A call is over. Calls that waited for it may enter their lane. */
    void over(Call<?> call) {
        stripe(call).over(call).forEach(Lane::start);
    }

    private Stripe stripe(Call<?> call) {
        return stripes[call.hash() & STRIPES - 1];
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by what is in it
    private record Key(byte[] bytes, int hash) {

        static Key of(Call<?> call) {
            return new Key(call.key(), call.hash());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.hash == hash && Arrays.equals(key.bytes, bytes);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** The calls on one key: some in a lane, others waiting. */
    private static final class Turn {
        Lane lane;
        int out;

        @Nullable
        ArrayDeque<Call<?>> held; // made when needed: most keys have one call in flight

        Turn(Lane lane) {
            this.lane = lane;
        }

        void hold(Call<?> call) {
            if (held == null) {
                held = new ArrayDeque<>();
            }
            held.add(call);
        }

        void release() {
            if (held != null) {
                held.remove();
                out++;
            }
        }

        @Nullable
        Call<?> firstHeld() {
            return held == null ? null : held.peek();
        }
    }

    /**
     * A part of the keys. Calls enter their lane under its lock, so that none overtakes another. Methods return the
     * calls that must lead, to be started without the lock.
     */
    private static final class Stripe {

        private final Map<Key, Turn> turns = new HashMap<>();
        private final ReentrantLock lock = new ReentrantLock();

        @Nullable
        Call<?> submit(Call<?> call) {
            lock.lock();
            try {
                return enterOrHold(call);
            } finally {
                lock.unlock();
            }
        }

        List<Call<?>> over(Call<?> call) {
            lock.lock();
            try {
                return enterNext(call);
            } finally {
                lock.unlock();
            }
        }

        boolean leave(Call<?> call) {
            lock.lock();
            try {
                Turn turn = turns.get(Key.of(call));
                return turn != null && turn.held != null && turn.held.remove(call);
            } finally {
                lock.unlock();
            }
        }

        void sweep(long now, List<Call<?>> late) {
            lock.lock();
            try {
                for (Turn turn : turns.values()) {
                    if (turn.held != null) {
                        turn.held.removeIf(call -> call.isLate(now) && late.add(call));
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Call<?> enterOrHold(Call<?> call) {
            Turn turn = turns.computeIfAbsent(Key.of(call), key -> new Turn(call.lane()));
            if (turn.firstHeld() == null && turn.lane == call.lane()) {
                turn.out++;
                return call.lane().add(call);
            }
            turn.hold(call);
            return null;
        }

        private List<Call<?>> enterNext(Call<?> call) {
            Turn turn = turns.get(Key.of(call));
            if (turn == null || --turn.out > 0) {
                return List.of();
            }
            Call<?> next = turn.firstHeld();
            if (next == null) {
                turns.remove(Key.of(call));
                return List.of();
            }
            List<Call<?>> leaders = new ArrayList<>();
            turn.lane = next.lane();
            for (; next != null && next.lane() == turn.lane; next = turn.firstHeld()) {
                turn.release();
                Call<?> leader = next.lane().add(next);
                if (leader != null) {
                    leaders.add(leader);
                }
            }
            return leaders;
        }
    }
}
