package io.kvstore.examples.bench;

import java.util.concurrent.atomic.AtomicLong;

/** The keys of a run that were not loaded, by number. All contenders draw from it: some share their rows. Thread-safe. */
final class NewKeys {

    private static final int MOST_CHECKED = 100;

    private final DataSet data;
    private final AtomicLong next;

    NewKeys(Plan plan) {
        data = DataSet.of(plan);
        next = new AtomicLong(plan.keys());
    }

    /** A number that nobody was given before. */
    long next() {
        return next.getAndIncrement();
    }

    /** The number that {@link #next} gives next. */
    long peek() {
        return next.get();
    }

    /** Throws if one of the keys since a number has not the value that was put there. It looks at some of them. */
    void check(Contender contender, long from) {
        long to = peek();
        long step = Math.max(1, (to - from) / MOST_CHECKED);
        for (long number = from; number < to; number += step) {
            data.check(contender.name(), number, contender.get(data.key(number)));
        }
    }
}
