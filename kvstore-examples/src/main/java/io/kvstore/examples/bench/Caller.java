package io.kvstore.examples.bench;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One caller in a closed loop: it makes the next call as soon as it has the answer to the last. Confined to its thread.
 */
final class Caller implements Callable<Void> {

    private final Calls calls;
    private final Window window;

    Caller(Calls calls, Window window) {
        this.calls = calls;
        this.window = window;
    }

    @Override
    public @Nullable Void call() {
        window.enter();
        try {
            while (!window.isOver(System.nanoTime())) {
                calls.next();
            }
        } catch (RuntimeException | Error e) {
            window.abort();
            throw e;
        }
        return null;
    }
}
