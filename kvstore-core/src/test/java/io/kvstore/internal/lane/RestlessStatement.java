package io.kvstore.internal.lane;

import com.google.common.primitives.Longs;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Takes this long or that long, and fails now and then. Thread-safe. */
final class RestlessStatement implements Statement {

    private final int maxCalls;
    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger mostOut = new AtomicInteger();
    private final AtomicInteger mostCalls = new AtomicInteger();
    private final Set<Long> keysOut = ConcurrentHashMap.newKeySet();
    private final Queue<Errand> journal;
    private volatile boolean racedItself;

    /** Writes down which errands it comes to. */
    RestlessStatement(int maxCalls, Queue<Errand> journal) {
        this.maxCalls = maxCalls;
        this.journal = journal;
    }

    @Override
    public int maxCalls() {
        return maxCalls;
    }

    @Override
    public Refusals refusals() {
        return Errand.REFUSALS;
    }

    @Override
    public void run(List<Call<?>> calls) {
        List<Errand> errands = calls.stream().map(Errand.class::cast).toList();
        mostOut.accumulateAndGet(out.incrementAndGet(), Math::max);
        mostCalls.accumulateAndGet(errands.size(), Math::max);
        Set<Long> keys = errands.stream()
                .map(errand -> Longs.fromByteArray(errand.key()))
                .collect(Collectors.toSet());
        if (!keys.stream().allMatch(keysOut::add)) {
            racedItself = true;
        }
        try {
            for (Errand errand : errands) {
                dawdle();
                run(errand);
            }
        } finally {
            keysOut.removeAll(keys);
            out.decrementAndGet();
        }
    }

    private void run(Errand errand) {
        journal.add(errand);
        switch (ThreadLocalRandom.current().nextInt(50)) {
            case 0 -> throw new Errand.Failed(); // and so do those behind it
            case 1 -> errand.fail(new Errand.Failed());
            default -> errand.carryOut();
        }
    }

    private static void dawdle() {
        Random random = ThreadLocalRandom.current();
        switch (random.nextInt(8)) {
            case 0 -> LockSupport.parkNanos(1);
            case 1 -> LockSupport.parkNanos(random.nextInt(200_000));
            case 2 -> {
                for (int spins = random.nextInt(1_000); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
            }
            default -> {}
        }
    }

    /** How many were out at a time. */
    int mostOut() {
        return mostOut.get();
    }

    /** Whether two were out with one key. */
    boolean racedItself() {
        return racedItself;
    }

    /** How many calls one carried. */
    int mostCalls() {
        return mostCalls.get();
    }
}
