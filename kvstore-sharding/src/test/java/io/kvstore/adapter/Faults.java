package io.kvstore.adapter;

import io.kvstore.KvUnavailableException;
import io.kvstore.KvView;
import io.kvstore.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** A view whose next calls fail in given ways. For one thread. */
public final class Faults {

    /** How a call fails. */
    public enum Fault {
        NONE,
        REFUSED,
        /** The call is applied, but its answer is lost: the outcome is unknown. */
        ANSWER_LOST,
        /** The call is not applied, but the outcome is unknown. */
        CALL_LOST
    }

    private final KvView store;
    private final Queue<Fault> next = new ArrayDeque<>();

    public Faults(KvView store) {
        this.store = store;
    }

    /** Makes the next calls fail in these ways, one after the other. Later calls work. */
    public void next(Fault... faults) {
        next.clear();
        next.addAll(List.of(faults));
    }

    public KvView view() {
        return (KvView) Proxy.newProxyInstance(
                KvView.class.getClassLoader(), new Class<?>[] {KvView.class}, (proxy, method, args) -> {
                    Fault fault = next.isEmpty() ? Fault.NONE : next.remove();
                    if (fault == Fault.REFUSED) {
                        throw new KvUnavailableException("shard-0", "the test refuses it", Outcome.NOT_APPLIED, null);
                    }
                    try {
                        Object result = fault == Fault.CALL_LOST ? null : method.invoke(store, args);
                        if (fault == Fault.NONE) {
                            return result;
                        }
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    throw new KvUnavailableException("shard-0", "the test loses it", Outcome.UNKNOWN, null);
                });
    }
}
