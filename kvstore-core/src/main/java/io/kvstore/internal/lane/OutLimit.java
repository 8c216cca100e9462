package io.kvstore.internal.lane;

import java.util.function.LongSupplier;

/**
 * How many statements a lane has out at a time when its load is neither light nor heavy. The lane learns it by trial.
 *
 * <p>Statements side by side spare calls a wait. Shared statements spare the server work. Which is worth more depends on
 * the server and on the way to it. Time on the wire costs the server nothing, and one flush of its disk serves many
 * statements. But a server that is short of processors takes longer for each statement the more are out.
 *
 * <p>So the lane tries. For a tenth of a second it has twice or half as many statements out. Then it compares the mean
 * time of a call, its wait included, with that of the tenth before. A number that wins {@value #LEAD} trials more than it
 * loses is kept. While trials are lost they get rare, down to one tenth in {@value #MAX_PAUSE} and one. That bounds their
 * cost.
 *
 * <p>The mean time of a call is measured without a clock for each call, by Little's law: the number of calls in the lane,
 * summed up over time, divided by the number of calls that ended.
 *
 * <p>This is hill climbing, as in .NET's thread pool (Hellerstein, Morrison, Eilebrecht, <i>Optimizing Concurrency Levels
 * in the .NET ThreadPool</i>, FeBID 2008), by small experiments, as in PCC (Dong, Li, Zarchy, Godfrey, Schapira, <i>PCC:
 * Re-architecting Congestion Control for Consistent High Performance</i>, NSDI 2015).
 *
 * <p>Guarded by the lane's lock.
 */
final class OutLimit {

    /**
     * How long a measurement takes, in ns. It is the same for each number of statements: a shorter one meets fewer of the
     * machine's pauses, and so would mostly look better.
     */
    static final long NANOS = 100_000_000;

    /** How many calls end in a measurement, at least. */
    static final int CALLS = 64;

    /** By how many the trials that are won must outnumber those lost. */
    static final int LEAD = 5;

    /** Measurements of the best from one trial to the next, at most. */
    static final int MAX_PAUSE = 32;

    /** Calls must take less than this part of their time for a trial to be won. */
    private static final double LESS = 0.95;

    private final int max;
    private final LongSupplier clock;
    private int best; // as far as is known
    private int now; // best, or what is on trial
    private boolean up; // whether the next trial is of more than the best
    private int lead; // trials won, less those lost
    private int pause = 1; // measurements of the best between trials
    private int untilTrial = 1;
    private boolean measures;
    private long seen; // when the calls were last counted
    private double callNanos; // calls in the lane times how long, in this measurement
    private long over; // calls that are, in this measurement
    private long nanos; // with calls in the lane, in this measurement
    private double usual; // what a call took in the last measurement of the best

    /**
     * Nothing learned yet: the maximum.
     *
     * @param max the most there may be, 1 or more
     * @param clock as {@link System#nanoTime}
     */
    OutLimit(int max, LongSupplier clock) {
        this.max = max;
        best = max;
        now = max;
        this.clock = clock;
    }

    int max() {
        return max;
    }

    /** Statements that may be out: 1 to the maximum. */
    int statements() {
        return now;
    }

    /** Leaves out what happens up to the next step. */
    void suspend() {
        measures = false;
    }

    /**
     * The number of calls in the lane is about to change.
     *
     * @param load what it was since the last step
     */
    void step(int load) {
        long time = clock.getAsLong();
        if (measures) {
            callNanos += (double) load * (time - seen);
            nanos += load > 0 ? time - seen : 0;
        }
        measures = true;
        seen = time;
    }

    /** A statement has ended, and with it so many calls. */
    void ended(int calls) {
        if (!measures) {
            return;
        }
        over += calls;
        if (nanos >= NANOS && over >= CALLS) {
            next(callNanos / over);
            callNanos = 0;
            nanos = 0;
            over = 0;
        }
    }

    private void next(double perCall) {
        if (now != best) {
            judge(perCall < LESS * usual);
            now = best;
        } else {
            usual = perCall;
            untilTrial--;
            if (untilTrial <= 0 && max > 1) {
                now = neighbour();
            }
        }
    }

    private void judge(boolean won) {
        lead += won ? 1 : -1;
        untilTrial = 1;
        if (lead == LEAD) {
            best = now;
            lead = 0;
            pause = 1;
        } else if (lead < 0) {
            lead = 0;
            up = !up;
            pause = Math.min(2 * pause, MAX_PAUSE);
            untilTrial = pause;
        }
    }

    private int neighbour() {
        up = best == 1 || (up && best < max);
        return up ? Math.min(2 * best, max) : best / 2;
    }
}
