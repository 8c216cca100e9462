package io.kvstore.observation;

import static org.awaitility.Awaitility.await;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Records all observations of stores. It can stall a statement at its start. */
final class Watch implements ObservationHandler<KvContext> {

    final List<CallContext> calls = new CopyOnWriteArrayList<>();
    final List<StatementContext> statements = new CopyOnWriteArrayList<>();
    final List<Observation.Event> events = new CopyOnWriteArrayList<>();
    private final Set<KvContext> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger scopes = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof KvContext;
    }

    @Override
    public void onStart(KvContext context) {
        open.add(context);
        if (context instanceof CallContext call) {
            calls.add(call);
        } else {
            statements.add((StatementContext) context);
            enter(gate);
        }
    }

    private static void enter(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void onEvent(Observation.Event event, KvContext context) {
        events.add(event);
    }

    @Override
    public void onScopeOpened(KvContext context) {
        scopes.incrementAndGet();
    }

    @Override
    public void onScopeClosed(KvContext context) {
        scopes.decrementAndGet();
    }

    @Override
    public void onStop(KvContext context) {
        open.remove(context);
    }

    /** Stalls the statements that start from now on. */
    void stall() {
        gate = new CountDownLatch(1);
    }

    /** Waits until a statement is stalled. Statements that start later are not stalled. */
    CountDownLatch awaitStalled() {
        CountDownLatch stalled = gate;
        await().until(() -> !statements.isEmpty());
        gate = new CountDownLatch(0);
        return stalled;
    }

    boolean isOpen(KvContext context) {
        return open.contains(context);
    }

    boolean isAllClosed() {
        return open.isEmpty() && scopes.get() == 0;
    }

    void clear() {
        calls.clear();
        statements.clear();
    }
}
