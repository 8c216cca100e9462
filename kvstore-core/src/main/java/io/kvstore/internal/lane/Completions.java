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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of a store on which futures are completed, or handed to an executor of the user's. What users hang on
 * their futures runs here or there, never on a thread that leads a statement. There are a few threads; one more comes
 * for each that user's code blocks, see {@link #relieve}.
 *
 * <p>The queue needs no bound of its own: a call keeps its room in {@link InFlight} until its future is completed.
 *
 * <p>Thread-safe.
 */
public final class Completions implements Executor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Completions.class);

    private static final int FEW = Runtime.getRuntime().availableProcessors();
    private static final int MOST = Math.max(256, FEW);

    /** Async stages of users that may wait for a thread; what comes then is done by who brings it. */
    private static final int STAGES = 1_024;

    private final ThreadPoolExecutor threads;
    private final Set<Delivery> running = ConcurrentHashMap.newKeySet();
    private final Set<Handed> handed = ConcurrentHashMap.newKeySet();
    private final ReferenceQueue<Runnable> dropped = new ReferenceQueue<>();
    private long done; // tasks, at the last look

    public Completions(ThreadFactory factory) {
        threads = new ThreadPoolExecutor(FEW, MOST, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /** For stages without an executor of their own. */
    @Override
    public void execute(Runnable stage) {
        if (threads.getQueue().size() < STAGES) {
            enqueue(stage);
        } else {
            stage.run();
        }
    }

    /** Completes the futures of one statement's calls: one task for all that have the same executor, as most have. */
    void complete(List<? extends Call<?>> calls) {
        int from = 0;
        for (int to = 1; to <= calls.size(); to++) {
            if (to == calls.size()
                    || calls.get(to).executor() != calls.get(from).executor()) {
                start(new Delivery(calls.subList(from, to), calls.get(from).executor()));
                from = to;
            }
        }
    }

    private void start(Delivery delivery) {
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
        } catch (Throwable e) { // no thread to be had: one that there is will do it, or the next look makes one
            threads.getQueue().add(task);
        }
    }

    private void run(Delivery delivery) {
        running.add(delivery);
        try {
            delivery.run();
        } finally {
            running.remove(delivery);
        }
    }

    /** On a thread of ours, since the executor may be a direct one. */
    private void hand(Delivery delivery) {
        Handing task = new Handing(delivery);
        handed.add(task.reference);
        try {
            delivery.executor().execute(task);
        } catch (Throwable e) { // a future that is not completed is waited for in vain
            LOG.warn("the executor of async(executor) refused to complete futures; a thread of the store does it", e);
            task.run();
        }
    }

    /** What an executor is given. */
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

    /** Tells when an executor has dropped what it was given: nobody can reach it any more. */
    private final class Handed extends PhantomReference<Runnable> {

        private final Delivery delivery;

        Handed(Handing task, Delivery delivery) {
            super(task, dropped);
            this.delivery = delivery;
        }
    }

    /**
     * To be called now and then, by one thread: finds others for futures that wait behind one whose stages block, and for
     * those whose executor has dropped them.
     */
    public void relieve() {
        for (Reference<?> gone = dropped.poll(); gone != null; gone = dropped.poll()) {
            if (gone instanceof Handed task && handed.remove(task)) {
                enqueue(() -> run(task.delivery));
            }
        }
        running.stream().filter(Delivery::needsRelief).forEach(this::start);
        long doneNow = threads.getCompletedTaskCount();
        if (threads.getQueue().isEmpty()) {
            threads.setCorePoolSize(Math.max(FEW, threads.getActiveCount()));
        } else if (doneNow == done) {
            threads.setCorePoolSize(Math.min(MOST, 1 + threads.getPoolSize() * 3 / 2));
        }
        done = doneNow;
    }

    /** Threads end as soon as they have nothing to do. What still comes is done all the same. */
    @Override
    public void close() {
        threads.setKeepAliveTime(1, TimeUnit.NANOSECONDS);
    }
}
