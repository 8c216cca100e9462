package io.kvstore.internal.lane;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A promise that is kept or broken by a deadline. */
final class TimedPromise<R, T> extends Promise<R, T> {

    private final Deadlines deadlines;
    private volatile @Nullable Future<?> timer;

    TimedPromise(Executor executor, Function<? super R, ? extends T> decoder, Deadlines deadlines) {
        super(executor, decoder);
        this.deadlines = deadlines;
    }

    @Override
    void entered(Call<R> call) {
        timer = deadlines.set(call);
        if (isDone()) {
            over();
        }
    }

    @Override
    void over() {
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }
}
