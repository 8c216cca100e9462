package io.kvstore.examples.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.concurrent.TimeUnit;

/** Measures requests, adds the metrics of the JVM, and exports all meters to Prometheus. Thread-safe. */
final class HttpMetrics implements AutoCloseable {

    static final String PATH = "/metrics";
    static final String REQUESTS = "http.server.requests";

    private static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final MeterProvider<Timer> requests;
    private final JvmGcMetrics gc = new JvmGcMetrics();

    HttpMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
        requests = Timer.builder(REQUESTS)
                .description("Requests, until the answer was sent")
                .withRegistry(registry);
        gc.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    void get(Context ctx) {
        ctx.contentType(MEDIA_TYPE).result(registry.scrape());
    }

    void request(Context ctx, float millis) {
        record(ctx.method(), Route.of(ctx), ctx.statusCode(), (long) (millis * 1e6));
    }

    /** Counts a request that was refused before it reached a route. */
    void refused(String method, int status) {
        record(HandlerType.findOrDefault(method), "none", status, 0);
    }

    /** Tags have few values: the route replaces the path, and all unknown methods count as one. */
    private void record(HandlerType method, String route, int status, long nanos) {
        requests.withTags(
                        "method",
                        HandlerType.commonHttp().contains(method) ? method.name() : "other",
                        "route",
                        route,
                        "status",
                        Integer.toString(status))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        gc.close();
    }
}
