package io.kvstore.examples.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Measures two sides in rounds. In each round both are measured once, for the same time, and which one is first
 * alternates. The first round warms up and does not count.
 */
final class Duel {

    /** One side: what a caller does, over and over. Thread-safe. */
    interface Side {

        /** Prepares it. It is called once, before the first measurement with a number of callers. */
        default void prepare() {}

        /**
         * Does it once.
         *
         * @param caller which of the callers, from 0
         * @param callers how many there are
         * @param turn counts the calls of this caller, from 0
         */
        void call(int caller, int callers, long turn);
    }

    private final int rounds;
    private final Duration time;

    Duel(int rounds, Duration time) {
        this.rounds = rounds;
        this.time = time;
    }

    void run(String workload, int callers, Side kvstore, Side peer) {
        kvstore.prepare();
        peer.prepare();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            boolean first = round % 2 == 0;
            double early = perSecond(callers, first ? kvstore : peer);
            double late = perSecond(callers, first ? peer : kvstore);
            if (round > 0) {
                ours.add(first ? early : late);
                theirs.add(first ? late : early);
                ratios.add(ours.get(round - 1) / theirs.get(round - 1));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s %3d callers: kvstore %,9.0f/s, peer %,9.0f/s, ratio %.2f (%.2f to %.2f in %d rounds)%n",
                workload,
                callers,
                median(ours),
                median(theirs),
                median(ratios),
                ratios.stream().mapToDouble(ratio -> ratio).min().orElseThrow(),
                ratios.stream().mapToDouble(ratio -> ratio).max().orElseThrow(),
                rounds);
    }

    private double perSecond(int callers, Side side) {
        ExecutorService threads = CallerThreads.PLATFORM.start(callers);
        try {
            CyclicBarrier start = new CyclicBarrier(callers);
            List<Future<Long>> calls = new ArrayList<>();
            long begin = System.nanoTime();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                calls.add(threads.submit(() -> {
                    start.await();
                    return calls(number, callers, side);
                }));
            }
            long sum = 0;
            for (Future<Long> call : calls) {
                sum += call.get();
            }
            return sum * 1e9 / (System.nanoTime() - begin);
        } catch (InterruptedException | ExecutionException e) {
            throw new BenchException("a caller failed", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private long calls(int caller, int callers, Side side) {
        long end = System.nanoTime() + time.toNanos();
        long turn = 0;
        while (System.nanoTime() < end) {
            side.call(caller, callers, turn);
            turn++;
        }
        return turn;
    }

    private static double median(List<Double> numbers) {
        List<Double> sorted = numbers.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
