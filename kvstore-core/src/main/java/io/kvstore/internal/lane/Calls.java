package io.kvstore.internal.lane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Several calls of one caller, which go to their lanes together and are waited for together. */
public final class Calls {

    private Calls() {}

    /**
     * What became of a call.
     *
     * @param result null if there is an error, or where R is Void
     * @param error null if it succeeded
     */
    public record Settled<R>(@Nullable R result, @Nullable RuntimeException error) {}

    /**
     * Has calls done, none of them on this thread.
     *
     * @return in the order of the calls
     */
    public static <R> List<Settled<R>> run(List<? extends Call<?, R>> calls) {
        List<@Nullable RuntimeException> refused = new ArrayList<>(calls.size());
        Map<Lane<?>, List<Call<?, R>>> byLane = new LinkedHashMap<>();
        for (Call<?, R> call : calls) {
            call.block(false);
            RuntimeException error = admit(call);
            refused.add(error);
            if (error == null) {
                byLane.computeIfAbsent(call.lane(), lane -> new ArrayList<>()).add(call);
            }
        }
        byLane.forEach(Lane::enterAll);
        List<Settled<R>> settled = new ArrayList<>(calls.size());
        for (int i = 0; i < calls.size(); i++) {
            RuntimeException error = refused.get(i);
            settled.add(error == null ? await(calls.get(i)) : new Settled<>(null, error));
        }
        return settled;
    }

    private static <C extends Call<C, ?>> @Nullable RuntimeException admit(Call<C, ?> call) {
        try {
            call.lane().admit(call.self());
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static <C extends Call<C, ?>, R> Settled<R> await(Call<C, R> call) {
        try {
            call.lane().await(call.self());
            return new Settled<>(call.outcome(), null);
        } catch (RuntimeException e) {
            return new Settled<>(null, e);
        }
    }
}
