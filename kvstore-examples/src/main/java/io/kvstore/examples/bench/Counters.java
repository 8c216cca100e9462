package io.kvstore.examples.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Keys that hold numbers, on rows that several contenders may share. It counts how often each key was incremented by
 * one. Nothing else writes to these keys. Thread-safe.
 */
final class Counters {

    private static final int MOST = 10_000;
    private static final int MOST_CHECKED = 100;

    private final AtomicLongArray begun;
    private final AtomicLongArray done;

    /** Has as many counters as there are loaded keys, at most 10,000. */
    Counters(Plan plan) {
        int size = Math.min(plan.keys(), MOST);
        begun = new AtomicLongArray(size);
        done = new AtomicLongArray(size);
    }

    int size() {
        return done.length();
    }

    String key(int number) {
        return "bench-counter:" + number;
    }

    /**
     * Notes the start of an increment.
     *
     * @return what to pass to {@link #end}
     */
    long begin(int number) {
        begun.incrementAndGet(number);
        return done.get(number);
    }

    /**
     * Notes the end of an increment. Throws if the sum misses an increment that ended before this one started, or
     * includes one that never started.
     */
    void end(String name, int number, long before, long sum) {
        long most = begun.get(number);
        done.incrementAndGet(number);
        if (sum <= before || sum > most) {
            throw new BenchException(name + ": increment of '" + key(number) + "' returned " + sum + ": it must be "
                    + (before + 1) + " to " + most);
        }
    }

    /**
     * Throws if a counter does not equal the number of its increments. Checks a sample. Call it when no caller is
     * running.
     */
    void check(Contender contender) {
        int step = Math.max(1, size() / MOST_CHECKED);
        for (int number = 0; number < size(); number += step) {
            check(contender, number);
        }
    }

    private void check(Contender contender, int number) {
        Optional<String> expected =
                Optional.of(done.get(number)).filter(count -> count > 0).map(String::valueOf);
        Optional<String> found = contender.get(key(number)).map(value -> new String(value, US_ASCII));
        if (!found.equals(expected)) {
            throw new BenchException(contender.name() + ": '" + key(number) + "' was incremented " + done.get(number)
                    + " times, but is " + found.orElse("absent"));
        }
    }
}
