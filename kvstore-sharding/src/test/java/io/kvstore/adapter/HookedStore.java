package io.kvstore.adapter;

import io.kvstore.KvUnavailableException;
import io.kvstore.KvView;
import io.kvstore.Outcome;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store that can run an action before a call, fail a call, and record the names of calls. */
public final class HookedStore {

    private final KvView store;
    private final Map<String, Runnable> before = new ConcurrentHashMap<>();
    private final Map<String, Outcome> failures = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public HookedStore(KvView store) {
        this.store = store;
    }

    public KvView view() {
        return (KvView) Proxy.newProxyInstance(
                KvView.class.getClassLoader(),
                new Class<?>[] {KvView.class},
                (proxy, method, arguments) -> call(method, arguments));
    }

    /** Runs an action once, before the next call of a method. */
    public void before(String method, Runnable action) {
        before.put(method, action);
    }

    /**
     * Makes the next call of a method fail. If the outcome is unknown, the call is applied first; otherwise it is not.
     */
    public void fail(String method, Outcome outcome) {
        failures.put(method, outcome);
    }

    /** The names of the calls since this was last called. */
    public List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        Runnable action = before.remove(method.getName());
        if (action != null) {
            action.run();
        }
        calls.add(method.getName());
        Outcome failure = failures.remove(method.getName());
        if (failure == Outcome.NOT_APPLIED) {
            throw new KvUnavailableException("shard-0", "on demand", failure, null);
        }
        try {
            Object result = method.invoke(store, arguments);
            if (failure == Outcome.UNKNOWN) {
                throw new KvUnavailableException("shard-0", "on demand", failure, null);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
