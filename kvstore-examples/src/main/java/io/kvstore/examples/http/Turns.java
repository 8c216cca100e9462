package io.kvstore.examples.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks with a limit on concurrent tasks, and a lower limit for each kind. Other tasks wait in a queue, and kinds
 * take turns. So slow tasks, such as calls for a shard that hangs, only block tasks of their own kind. Thread-safe.
 */
final class Turns implements AutoCloseable {

    private final int most;
    private final int mostOfOneKind;
    private final ExecutorService threads;
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private int running;

    Turns(String name, int most, int mostOfOneKind) {
        this.most = most;
        this.mostOfOneKind = mostOfOneKind;
        threads = Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    private static final class Kind {
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;
    }

    private record Turn(String name, Kind kind, Runnable task) {}

    /** Runs a task on a thread of this object when it is its turn. */
    void run(String kind, Runnable task) {
        synchronized (this) {
            kinds.computeIfAbsent(kind, name -> new Kind()).waiting.add(task);
        }
        startNext();
    }

    private void startNext() {
        for (Turn turn = next(); turn != null; turn = next()) {
            Turn started = turn;
            try {
                threads.execute(() -> run(started));
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                run(started); // no thread could be started: use the caller's, because the task may be another caller's
            }
        }
    }

    private void run(Turn turn) {
        try {
            turn.task.run();
        } finally {
            over(turn);
            startNext();
        }
    }

    private synchronized @Nullable Turn next() {
        if (running == most) {
            return null;
        }
        for (Iterator<Map.Entry<String, Kind>> all = kinds.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Kind> entry = all.next();
            Kind kind = entry.getValue();
            Runnable task = kind.running < mostOfOneKind ? kind.waiting.poll() : null;
            if (task != null) {
                all.remove();
                kinds.put(entry.getKey(), kind); // moves the kind to the end of the queue
                kind.running++;
                running++;
                return new Turn(entry.getKey(), kind, task);
            }
        }
        return null;
    }

    private synchronized void over(Turn turn) {
        turn.kind.running--;
        running--;
        if (turn.kind.running == 0 && turn.kind.waiting.isEmpty()) {
            kinds.remove(turn.name);
        }
    }

    @Override
    public void close() {
        com.google.common.util.concurrent.MoreExecutors.shutdownAndAwaitTermination(threads, Duration.ofSeconds(1));
    }
}
