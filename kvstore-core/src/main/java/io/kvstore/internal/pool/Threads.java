package io.kvstore.internal.pool;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a store. All are daemons and have names that begin with kvstore. */
public final class Threads {

    private static final int HOUSEKEEPERS = 4;

    private Threads() {}

    public static ThreadFactory daemon(String name) {
        return new ThreadFactoryBuilder()
                .setNameFormat(name + "-%d")
                .setDaemon(true)
                .build();
    }

    /** Threads that run statements where no caller can. There are as many as running statements, and none when idle. */
    public static ExecutorService leaders() {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), daemon("kvstore-leader"));
    }

    /** One thread for deadlines; none when there are none. Housekeeping may wait for a server, and this may not. */
    public static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemon("kvstore-deadline"));
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(10, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        return timer;
    }

    /** One scheduler for the housekeeping of every pool. */
    public static ScheduledExecutorService housekeeping() {
        ScheduledThreadPoolExecutor scheduler =
                new ScheduledThreadPoolExecutor(HOUSEKEEPERS, daemon("kvstore-housekeeping"));
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return scheduler;
    }
}
