package io.kvstore.observation;

import static java.util.Objects.requireNonNull;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationView;
import io.micrometer.tracing.Link;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.Optional;

/**
 * Makes the span of a statement: of kind {@code CLIENT}, and linked to the spans of the calls that it carries. If it carries
 * calls of one span, that is its parent instead. Give it to a registry before the handler for other observations, such as
 * {@link io.micrometer.tracing.handler.DefaultTracingObservationHandler}, in one
 * {@link io.micrometer.observation.ObservationHandler.FirstMatchingCompositeObservationHandler}. Without it a statement has
 * no links, and the span that is current on its thread, as that of a call's caller, may become its parent. Thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public final class LinkingTracingHandler implements TracingObservationHandler<StatementContext> {

    private final Tracer tracer;

    /**
     * Makes spans with a tracer.
     *
     * @param tracer the tracer
     */
    public LinkingTracingHandler(Tracer tracer) {
        this.tracer = requireNonNull(tracer, "tracer");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof StatementContext;
    }

    @Override
    public Tracer getTracer() {
        return tracer;
    }

    @Override
    public void onStart(StatementContext context) {
        Span.Builder builder = tracer.spanBuilder().kind(Span.Kind.CLIENT);
        if (context.calls().size() > 1) {
            builder.setNoParent();
            context.calls().forEach(call -> span(call).ifPresent(span -> builder.addLink(new Link(span))));
        } else {
            parent(context).ifPresent(parent -> builder.setParent(parent.context()));
        }
        getTracingContext(context).setSpan(builder.start());
    }

    /** Not the span that is current on this thread, if its call has one: it may be that of the call's caller. */
    private Optional<Span> parent(StatementContext context) {
        ObservationView parent = context.getParentObservation();
        return Optional.ofNullable(parent)
                .flatMap(known -> span(known.getContextView()))
                .or(() -> Optional.ofNullable(getParentSpan(context)));
    }

    private static Optional<Span> span(Observation.ContextView call) {
        TracingContext context = call.get(TracingContext.class);
        return context == null ? Optional.empty() : Optional.ofNullable(context.getSpan());
    }

    @Override
    public void onStop(StatementContext context) {
        Span span = getRequiredSpan(context);
        span.name(getSpanName(context));
        tagSpan(context, span);
        endSpan(context, span);
    }
}
