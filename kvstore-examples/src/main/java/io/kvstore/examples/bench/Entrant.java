package io.kvstore.examples.bench;

import java.util.SplittableRandom;

/** Somebody who is measured: a way to keep values, and a loop that keeps it busy. */
interface Entrant extends AutoCloseable {

    /** What reports call it. */
    String name();

    /** What it works on; entrants that share their rows name the same object. */
    Rows rows();

    /**
     * Works for the time of a span.
     *
     * @return the latencies of every call within the measured part
     * @throws BenchException if any call failed or gave a wrong answer
     */
    Latencies run(Workload workload, int callers, Span span, SplittableRandom random) throws InterruptedException;

    @Override
    void close();
}
