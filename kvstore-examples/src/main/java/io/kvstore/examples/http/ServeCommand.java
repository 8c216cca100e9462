package io.kvstore.examples.http;

import io.javalin.util.JavalinBindException;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.examples.cli.StoreOptions;
import io.kvstore.examples.config.Durations;
import io.kvstore.metrics.MicrometerObserver;
import io.kvstore.metrics.ReapMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kv serve}: the store behind HTTP, until SIGTERM or Ctrl-C. */
@Command(
        name = "serve",
        description = "Serve the store over HTTP, until Ctrl-C: see docs/openapi.yaml.",
        mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store = new StoreOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 takes any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. There is no authentication: think before you change it. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String host = "127.0.0.1";

    @Option(
            names = "--reap-every",
            defaultValue = "60s",
            description = "Rest between runs of the reaper; 0s for none. Default: ${DEFAULT-VALUE}.")
    private String reapEvery = "60s";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MicrometerObserver observer = new MicrometerObserver(registry);
        KvConfig config = store.builder().observer(observer).build();
        Duration rest = Durations.parse(reapEvery);
        ServerOptions options =
                ServerOptions.local(port, config.maxValueBytes()).withHost(host);
        try (StopSignal stop = StopSignal.install();
                KvStore opened = KvStore.open(config);
                ReaperSchedule reaper = new ReaperSchedule(opened.reaper(), new ReapMetrics(registry));
                KvHttpServer server = KvHttpServer.start(opened, registry, options)) {
            observer.bindTo(opened);
            reaper.every(rest);
            PrintWriter out = spec.commandLine().getOut();
            out.println("serving on http://" + host + ":" + server.port() + " (Ctrl-C stops)");
            out.flush();
            stop.await();
        } catch (JavalinBindException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "port " + port + " of " + host + " is taken or not allowed: choose another with --port",
                    e);
        }
        return 0;
    }
}
