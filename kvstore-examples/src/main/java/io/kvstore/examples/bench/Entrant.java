package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/** A contender that is measured, and a loop that keeps it busy. */
interface Entrant extends AutoCloseable {

    /** The name in reports. */
    String name();

    /** The rows it works on. Entrants that share their rows return the same object. */
    Rows rows();

    /**
     * Makes calls for the time of a span.
     *
     * @return the latencies of all calls that started in the measured part
     * @throws BenchException if any call failed or gave a wrong answer
     */
    Latencies run(Workload workload, int callers, Span span, SplittableRandom random) throws InterruptedException;

    @Override
    void close();
}
