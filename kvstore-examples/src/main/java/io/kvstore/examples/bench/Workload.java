package io.kvstore.examples.bench;

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

    boolean isMixed() {
        return reads > 0 && reads < 1;
    }
}
