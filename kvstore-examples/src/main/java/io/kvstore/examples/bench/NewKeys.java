package io.kvstore.examples.bench;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys of a run that were not loaded: new keys by number, and counters. All contenders take new keys from here,
 * because some of them share their rows. Thread-safe.
 */
final class NewKeys {

    private static final int MOST_CHECKED = 100;

    private final DataSet data;
    private final Plan plan;
    private final AtomicLong next;
    private final Map<Rows, Counters> counters = Collections.synchronizedMap(new IdentityHashMap<>());

    NewKeys(Plan plan) {
        this.plan = plan;
        data = DataSet.of(plan);
        next = new AtomicLong(plan.keys());
    }

    /** The counters on these rows. */
    Counters counters(Rows rows) {
        return counters.computeIfAbsent(rows, unused -> new Counters(plan));
    }

    /** A number that was never returned before. */
    long next() {
        return next.getAndIncrement();
    }

    /** The number that {@link #next} returns next. */
    long peek() {
        return next.get();
    }

    /** Throws if a key since {@code from} does not have the value that was put. Checks a sample. */
    void check(Contender contender, long from) {
        long to = peek();
        long step = Math.max(1, (to - from) / MOST_CHECKED);
        for (long number = from; number < to; number += step) {
            data.check(contender.name(), number, contender.get(data.key(number)));
        }
    }
}
