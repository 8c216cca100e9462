package io.kvstore.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;

/** Replaces gauges: a store that is closed and opened again registers the same names and tags. */
final class Meters {

    private Meters() {}

    /** Removes the gauge with this name and these tags. Otherwise the registry would keep the old gauge and ignore the new one. */
    static void makeRoom(MeterRegistry registry, String name, Tags tags) {
        registry.removeByPreFilterId(new Meter.Id(name, tags, null, null, Meter.Type.GAUGE));
    }
}
