package io.kvstore.internal.shard;

import io.kvstore.KvServerException;
import io.kvstore.Outcome;
import io.kvstore.internal.lane.Call;
import java.util.List;
import java.util.function.Consumer;

/** Lets nobody suffer for another's fault in a shared write. */
final class Isolation {

    private Isolation() {}

    /** Does calls together; if the server refused that, and nothing happened, one by one, each with its own error. */
    static <C extends Call<C, ?>> void run(List<C> calls, Runnable together, Consumer<C> alone) {
        if (calls.size() == 1) {
            alone.accept(calls.get(0));
            return;
        }
        try {
            together.run();
        } catch (KvServerException e) {
            if (e.outcome() != Outcome.NOT_APPLIED) {
                throw e;
            }
            calls.forEach(call -> separately(call, alone));
        }
    }

    private static <C extends Call<C, ?>> void separately(C call, Consumer<C> alone) {
        try {
            alone.accept(call);
        } catch (RuntimeException e) {
            call.fail(e);
        }
    }
}
