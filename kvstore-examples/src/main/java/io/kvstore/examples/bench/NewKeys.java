package io.kvstore.examples.bench;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys of a run that were not loaded: new ones by number, which all contenders draw from, as some share their rows;
 * and counters. Thread-safe.
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

    /** Those on these rows. */
    Counters counters(Rows rows) {
        return counters.computeIfAbsent(rows, unused -> new Counters(plan));
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
