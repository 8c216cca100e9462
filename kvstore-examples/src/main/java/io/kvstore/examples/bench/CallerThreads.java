package io.kvstore.examples.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The kind of thread on which callers run. Each caller has its own thread. */
enum CallerThreads {
    /** Threads of the operating system. */
    PLATFORM(10_000) {
        @Override
        ExecutorService start(int callers) {
            AtomicInteger started = new AtomicInteger();
            return Executors.newFixedThreadPool(callers, task -> {
                Thread thread = new Thread(task, "bench-caller-" + started.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
    },
    /** Virtual threads, from JDK 21. They are looked up by reflection, because this code is compiled for JDK 17. */
    VIRTUAL(1_000_000) {
        @Override
        ExecutorService start(int callers) {
            try {
                return (ExecutorService) MethodHandles.publicLookup()
                        .findStatic(
                                Executors.class,
                                "newVirtualThreadPerTaskExecutor",
                                MethodType.methodType(ExecutorService.class))
                        .invoke();
            } catch (Throwable e) {
                throw new IllegalStateException("this JDK has no virtual threads", e);
            }
        }

        @Override
        void check() {
            int feature = Runtime.version().feature();
            if (feature < FIRST_WITH_VIRTUAL) {
                throw new IllegalArgumentException("--virtual-threads needs JDK " + FIRST_WITH_VIRTUAL
                        + " or later, but this is " + feature + ": set JAVA_HOME to such a JDK");
            }
        }
    };

    private static final int FIRST_WITH_VIRTUAL = 21;

    private final int most;

    CallerThreads(int most) {
        this.most = most;
    }

    /** Returns an executor with a thread for each task, up to this number of tasks at the same time. */
    abstract ExecutorService start(int callers);

    /** Throws if this JDK does not have such threads. */
    void check() {}

    /** The largest number of callers that makes sense. */
    int most() {
        return most;
    }

    /** The name in the table and in JSON. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
