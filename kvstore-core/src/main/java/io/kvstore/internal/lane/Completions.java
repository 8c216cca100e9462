package io.kvstore.internal.lane;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a store that complete futures, or hand them to an executor of the user. The user's code runs on these
 * threads or on that executor, never on a thread that leads a statement. There are few threads, plus one for each that
 * user code blocks, see {@link #relieve}.
 *
 * <p>The queue needs no limit of its own: a call keeps its room in {@link InFlight} until its future is completed.
 *
 * <p>Thread-safe.
 */
public final class Completions implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private static final int FEW = Runtime.getRuntime().availableProcessors();
    private static final int MOST = Math.max(256, FEW);

    /** Async stages that may wait for a thread. Further ones run on the thread that submits them. */
    private static final int STAGES = 1_024;

    private final ThreadPoolExecutor threads;
    private final Set<Delivery> underWay = ConcurrentHashMap.newKeySet();
    private final Set<Handed> handed = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Runnable> dropped = new ReferenceQueue<>();
    private long done; // number of tasks at the last check

    public Completions(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(FEW, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** Runs async stages that have no executor of their own. */
    @Override
    public void execute(Runnable stage) {
        if (threads.getQueue().size() < STAGES) {
            enqueue(stage);
        } else {
            stage.run();
        }
    }

    /** Completes the futures of one statement's calls. */
    void complete(List<? extends Call<?>> calls) {
        complete(calls, Call::keepPromise);
    }

    /** Applies a step to calls with futures. Calls with the same executor share one task. */
    void complete(List<? extends Call<?>> calls, Consumer<Call<?>> step) {
        int from = 0;
        for (int to = 1; to <= calls.size(); to++) {
            if (to == calls.size()
                    || calls.get(to).executor() != calls.get(from).executor()) {
                start(new Delivery(
                        calls.subList(from, to), step, calls.get(from).executor()));
                from = to;
            }
        }
    }

    private void start(Delivery delivery) {
        underWay.add(delivery);
        enqueue(() -> {
            if (delivery.executor() == this) {
                run(delivery);
            } else {
                hand(delivery);
            }
        });
    }

    private void enqueue(Runnable task) {
        try {
            threads.execute(task);
        } catch (Throwable e) { // no thread can be started: an existing one runs it, or the next check starts one
            threads.getQueue().add(task);
        }
    }

    private void run(Delivery delivery) {
        try {
            delivery.run();
        } finally {
            underWay.remove(delivery);
        }
    }

    /** On a thread of the store, because the executor may run tasks directly. */
    private void hand(Delivery delivery) {
        Handing task = new Handing(delivery);
        handed.add(task.reference);
        try {
            delivery.executor().execute(task);
        } catch (Throwable e) { // every future must be completed
            LOG.warn("the executor of async(executor) refused to complete futures; a thread of the store does it", e);
            task.run();
        }
    }

    /** The task for an executor. */
    private final class Handing implements Runnable {

        private final Delivery delivery;
        private final Handed reference;

        Handing(Delivery delivery) {
            this.delivery = delivery;
            this.reference = new Handed(this, delivery);
        }

        @Override
        public void run() {
            handed.remove(reference);
            Completions.this.run(delivery);
        }
    }

    /** Tells when an executor has dropped its task, so that nobody can reach it any more. */
    private final class Handed extends PhantomReference<Runnable> {

        private final Delivery delivery;

        Handed(Handing task, Delivery delivery) {
            super(task, dropped);
            this.delivery = delivery;
        }
    }

    /**
     * To be called regularly, by one thread. Finds other threads for futures that wait behind a blocked stage, and for
     * futures whose executor has dropped them.
     */
    public void relieve() {
        for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
            if (gone instanceof Handed task && handed.remove(task)) {
                enqueue(() -> run(task.delivery));
            }
        }
        underWay.stream().filter(Delivery::needsRelief).forEach(this::start);
        long doneNow = threads.getCompletedTaskCount();
        if (threads.getQueue().isEmpty()) {
            threads.setCorePoolSize(Math.max(FEW, threads.getActiveCount()));
        } else if (doneNow == done) {
            threads.setCorePoolSize(Math.min(MOST, 1 + threads.getPoolSize() * 3 / 2));
        }
        done = doneNow;
    }

    /** Whether all futures that it was given are completed. Stages may still run. */
    public boolean isIdle() {
        return underWay.stream().allMatch(Delivery::isOver);
    }

    /** Threads end when they have nothing to do. Tasks that still arrive are done. */
    @Override
    public void close() {
        threads.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    }
}
