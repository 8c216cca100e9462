package io.kvstore.observation;

import io.kvstore.observation.KvObservation.HighCardinalityKeyNames;
import io.kvstore.observation.KvObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names statements and says what is told of them. Override what shall differ, and give it to
 * {@link ObservationTracer#with(StatementConvention)}. To change it for all stores, register a
 * {@link io.micrometer.observation.GlobalObservationConvention}. Must be thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public interface StatementConvention extends ObservationConvention<StatementContext> {

    /** As {@link KvObservation#STATEMENT} lists. */
    StatementConvention DEFAULT = new StatementConvention() {};

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof StatementContext;
    }

    @Override
    default String getName() {
        return "kvstore.statement";
    }

    /** {@inheritDoc} Such as {@code get_all shard-0}. */
    @Override
    default String getContextualName(StatementContext context) {
        return context.operation() + " " + context.shard();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(StatementContext context) {
        return LowCardinalityKeyNames.of(context).and(LowCardinalityKeyNames.DATABASE.withValue(context.database()));
    }

    /** {@inheritDoc} The size only if it is 2 or more, as OpenTelemetry asks. */
    @Override
    default KeyValues getHighCardinalityKeyValues(StatementContext context) {
        return context.size() < 2
                ? KeyValues.empty()
                : KeyValues.of(HighCardinalityKeyNames.SIZE.withValue(Integer.toString(context.size())));
    }
}
