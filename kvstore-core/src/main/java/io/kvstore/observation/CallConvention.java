package io.kvstore.observation;

import io.kvstore.observation.KvObservation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * Names calls and says what is told of them. Override what shall differ, and give it to
 * {@link ObservationTracer#with(CallConvention)}. To change it for all stores, register a
 * {@link io.micrometer.observation.GlobalObservationConvention}. Must be thread-safe.
 */
@SuppressWarnings("exports") // Micrometer is optional, and a module that uses this class requires it itself
public interface CallConvention extends ObservationConvention<CallContext> {

    /** As {@link KvObservation#CALL} lists. */
    CallConvention DEFAULT = new CallConvention() {};

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof CallContext;
    }

    @Override
    default String getName() {
        return "kvstore.call";
    }

    /** {@inheritDoc} Such as {@code kvstore get}. */
    @Override
    default String getContextualName(CallContext context) {
        return "kvstore " + context.operation();
    }

    @Override
    default KeyValues getLowCardinalityKeyValues(CallContext context) {
        return LowCardinalityKeyNames.of(context);
    }
}
