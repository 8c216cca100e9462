package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/**
 * What callers do.
 *
 * @param name what reports call it
 * @param reads the share of gets, 0 to 1; the rest are puts
 */
record Workload(String name, double reads) {

    static final Workload GET = new Workload("get", 1);
    static final Workload PUT = new Workload("put", 0);

    static Workload mixed(double reads) {
        return new Workload("mixed", reads);
    }

    /** Whether the next call is a get. */
    boolean isGet(SplittableRandom random) {
        return reads >= 1 || (reads > 0 && random.nextDouble() < reads);
    }

    boolean isMixed() {
        return reads > 0 && reads < 1;
    }
}
