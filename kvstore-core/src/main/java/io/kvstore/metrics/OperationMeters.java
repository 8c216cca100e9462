package io.kvstore.metrics;

import io.kvstore.KvObserver.Call;
import io.kvstore.Operation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/**
 * The meters of one operation on one shard. All outcomes are registered from the start, so that the first failure already
 * shows in a rate. Thread-safe.
 */
record OperationMeters(Timer ok, Timer notApplied, Timer unknown, Counter retries) {

    static OperationMeters register(MeterRegistry registry, Tags common, String shard, Operation operation) {
        Tags tags = common.and("shard", shard, "operation", operation.toString());
        return new OperationMeters(
                timer(registry, tags.and("outcome", "ok")),
                timer(registry, tags.and("outcome", "not_applied")),
                timer(registry, tags.and("outcome", "unknown")),
                Counter.builder(MicrometerObserver.RETRIES)
                        .description("Statements tried again after a deadlock or a lock wait")
                        .tags(tags)
                        .register(registry));
    }

    private static Timer timer(MeterRegistry registry, Tags tags) {
        return Timer.builder(MicrometerObserver.CALLS)
                .description("Statements of the store, with their retries and the wait for a connection")
                .tags(tags)
                .register(registry);
    }

    void record(Call call) {
        timerFor(call).record(call.nanos(), TimeUnit.NANOSECONDS);
        if (call.retries() > 0) {
            retries.increment(call.retries());
        }
    }

    private Timer timerFor(Call call) {
        if (call.error().isEmpty()) {
            return ok;
        }
        return switch (call.error().get().outcome()) {
            case NOT_APPLIED -> notApplied;
            case UNKNOWN -> unknown;
        };
    }
}
