package io.kvstore.examples.http;

import java.util.concurrent.CountDownLatch;

/**
 * Waits for SIGTERM or Ctrl-C, and lets the process exit with code 0 when all is closed. Without it, the JVM would exit
 * with 143 and would not wait. Thread-safe.
 */
final class StopSignal implements AutoCloseable {

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private StopSignal() {}

    /** Open it first in a try-with-resources, so that it is closed last. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::onShutdown, "kv-stop"));
        return signal;
    }

    void await() throws InterruptedException {
        asked.await();
    }

    private void onShutdown() {
        if (closed.getCount() == 0) {
            return; // the command failed and exits with its own code
        }
        asked.countDown();
        try {
            closed.await();
        } catch (InterruptedException e) {
            return;
        }
        Runtime.getRuntime().halt(0);
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
