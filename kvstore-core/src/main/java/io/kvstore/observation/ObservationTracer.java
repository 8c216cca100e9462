package io.kvstore.observation;

import static java.util.Objects.requireNonNull;

import io.kvstore.KvTracer;
import io.kvstore.Operation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Opens an {@link Observation} for each call and for each statement. Set it as the tracer of the configuration:
 *
 * <pre>{@code
 * KvStore store = KvStore.open(builder.tracer(new ObservationTracer(registry)).build());
 * }</pre>
 *
 * <p>{@link KvObservation} lists their names and key values. The parent of a call is the observation that is current on the
 * thread of its caller. A statement that carries one call, or calls of one batch, is a child of it. A statement that carries
 * several has no parent: {@link StatementContext#calls()} has them all, and {@link LinkingTracingHandler} links its span to
 * theirs. A statement that carries none, as those of the reaper, is a child of the observation that is current on its
 * thread. A statement is current on its thread while it is running, so that what a driver observes is its child. A call is
 * never made current.
 *
 * <p>If the registry has no handler, nothing is opened. If a predicate of the registry rejects a call, its statement belongs
 * to the observation that was current when the call was made. Thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public final class ObservationTracer implements KvTracer {

    private final ObservationRegistry registry;
    private final @Nullable CallConvention calls;
    private final @Nullable StatementConvention statements;

    /**
     * Observes by the conventions of the registry, or else by the default ones.
     *
     * @param registry the registry of the observations
     */
    public ObservationTracer(ObservationRegistry registry) {
        this(requireNonNull(registry, "registry"), null, null);
    }

    private ObservationTracer(
            ObservationRegistry registry, @Nullable CallConvention calls, @Nullable StatementConvention statements) {
        this.registry = registry;
        this.calls = calls;
        this.statements = statements;
    }

    /**
     * The same with another convention for calls.
     *
     * @param convention names calls and says what is told of them
     * @return the tracer
     */
    public ObservationTracer with(CallConvention convention) {
        return new ObservationTracer(registry, requireNonNull(convention, "convention"), statements);
    }

    /**
     * The same with another convention for statements.
     *
     * @param convention names statements and says what is told of them
     * @return the tracer
     */
    public ObservationTracer with(StatementConvention convention) {
        return new ObservationTracer(registry, calls, requireNonNull(convention, "convention"));
    }

    @Override
    public Span call(Operation operation, @Nullable String shard) {
        if (registry.isNoop()) {
            return Span.NONE;
        }
        Observation observation = KvObservation.CALL.observation(
                calls, CallConvention.DEFAULT, () -> new CallContext(operation, shard), registry);
        if (observation.isNoop()) {
            Observation current = registry.getCurrentObservation();
            return current == null ? Span.NONE : new Unobserved(current);
        }
        return new Observed(observation.start(), null);
    }

    @Override
    public Span statement(Statement statement) {
        if (registry.isNoop()) {
            return Span.NONE;
        }
        Set<Observation> carried = carried(statement.calls());
        List<Observation.ContextView> contexts =
                carried.stream().map(Observation::getContextView).toList();
        Observation observation = KvObservation.STATEMENT.observation(
                statements, StatementConvention.DEFAULT, () -> new StatementContext(statement, contexts), registry);
        if (observation.isNoop()) {
            return Span.NONE;
        }
        if (!statement.calls().isEmpty()) {
            observation
                    .getContext()
                    .setParentObservation(
                            carried.size() == 1 ? carried.iterator().next() : null);
        }
        observation.start();
        return new Observed(observation, observation.openScope());
    }

    private static Set<Observation> carried(List<Span> calls) {
        Set<Observation> carried = new LinkedHashSet<>();
        for (Span call : calls) {
            if (call instanceof Observed observed) {
                carried.add(observed.observation());
            } else if (call instanceof Unobserved unobserved) {
                carried.add(unobserved.current());
            }
        }
        return carried;
    }

    /** A call that a predicate rejected. */
    private record Unobserved(Observation current) implements Span {

        @Override
        public void end(@Nullable Throwable error) {}
    }

    private record Observed(Observation observation, Observation.@Nullable Scope scope) implements Span {

        @Override
        public void retried() {
            observation.event(KvObservation.Event.RETRY);
        }

        @Override
        public void end(@Nullable Throwable error) {
            ((KvContext) observation.getContext()).over();
            if (scope != null) {
                scope.close();
            }
            if (error != null) {
                observation.error(error);
            }
            observation.stop();
        }
    }
}
