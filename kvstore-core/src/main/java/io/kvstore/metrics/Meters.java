package io.kvstore.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Gauges of what may come again, as a store does that is closed and opened. */
final class Meters {

    private Meters() {}

    /** Takes away the gauge of this name and these tags: a registry keeps the first one, and what that measures. */
    static void makeRoom(MeterRegistry registry, String name, Tags tags) {
        registry.removeByPreFilterId(new Meter.Id(name, tags, null, null, Meter.Type.GAUGE));
    }
}
