package io.kvstore.examples.http;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.examples.cli.StoreOptions;
import io.kvstore.metrics.MicrometerObserver;
import io.kvstore.metrics.ReapMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kv serve}: an HTTP server for the store, until SIGTERM or Ctrl-C. */
@Command(
        name = "serve",
        header = {"Serve the store over HTTP.", ""},
        description = {
            "docs/openapi.yaml describes it. The server also runs the reaper. Ctrl-C or SIGTERM stops it after the running"
                    + " requests have finished.",
            ""
        })
public final class ServeCommand implements Callable<Integer> {

    @Mixin
    private final StoreOptions store = new StoreOptions();

    @Mixin
    private final LimitOptions limits = new LimitOptions();

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "Port to listen on; 0 means any free port. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "127.0.0.1",
            description = "Address to listen on. Anyone who can connect can read and write: there is no authentication."
                    + " Default: ${DEFAULT-VALUE}.")
    private String host = "";

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description = "A host name or address that callers may use, such as that of a proxy in front of the server."
                    + " Can be given several times. localhost and the address of --host are always allowed.")
    private Set<String> allowedHosts = Set.of();

    @Option(
            names = "--reap-every",
            paramLabel = "TIME",
            defaultValue = "60s",
            description = "Pause between two runs of the reaper; 0s means never. Default: ${DEFAULT-VALUE}.")
    private Duration reapEvery = Duration.ZERO;

    @Option(
            names = "--stop-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "The longest wait for running requests when stopping. Default: ${DEFAULT-VALUE}.")
    private Duration stopTimeout = Duration.ZERO;

    /** Logs a line for each malformed request, so that strangers could fill the log. Such requests get a 400. */
    private static final Logger PARSER = Logger.getLogger("org.eclipse.jetty.http.HttpParser");

    /** Used by picocli. */
    public ServeCommand() {}

    @Override
    public Integer call() throws InterruptedException {
        PARSER.setLevel(Level.SEVERE);
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        MicrometerObserver observer = new MicrometerObserver(registry);
        KvConfig config = store.builder().observer(observer).build();
        ServerOptions options =
                new ServerOptions(host, port, allowedHosts, limits.limits(config.maxValueBytes()), stopTimeout);
        try (StopSignal stop = StopSignal.install();
                KvStore opened = KvStore.open(config);
                ReaperSchedule reaper = new ReaperSchedule(opened.reaper(), new ReapMetrics(registry));
                KvHttpServer server = KvHttpServer.start(opened, registry, options)) {
            observer.bindTo(opened);
            reaper.every(reapEvery);
            if (!isThisMachine(host)) {
                System.err.println("kv: anyone who can connect to " + host + " can read and write: there is no"
                        + " authentication");
            }
            System.out.println(
                    "kv: serving on http://" + HostAndPort.fromParts(host, server.port()) + ", until Ctrl-C");
            System.out.flush();
            stop.await();
        } catch (UncheckedIOException e) {
            throw new IllegalArgumentException(e.getMessage() + ": choose another with --port or --host", e);
        }
        return 0;
    }

    private static boolean isThisMachine(String host) {
        return host.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(host)
                        && InetAddresses.forString(host).isLoopbackAddress());
    }
}
