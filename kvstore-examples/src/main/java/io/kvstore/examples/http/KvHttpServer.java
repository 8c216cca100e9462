package io.kvstore.examples.http;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.json.JavalinJackson3;
import io.javalin.util.JavalinException;
import io.kvstore.KvStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP server for a store. Thread-safe. */
public final class KvHttpServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KvHttpServer.class);

    /** Few threads are enough, because Jetty's threads never wait for a caller or the store. */
    private static final int MAX_THREADS = 32;

    private static final int MIN_THREADS = 8;
    private static final int SELECTORS = 2;
    private static final int ACCEPT_QUEUE = 1024;

    /** Never reached in practice: {@link Connections} closes idle connections long before. */
    private static final long JETTY_IDLE_MILLIS = 2 * 3_600_000;

    private final KvStore store;
    private final ServerOptions options;
    private final HostNames names;
    private final Connections connections;
    private final Memory memory;
    private final ValueHandlers values;
    private final TtlHandlers ttls;
    private final IncrementHandler increments;
    private final BatchHandlers batches;
    private final HealthHandler health;
    private final HttpMetrics metrics;
    private final Javalin javalin;

    private KvHttpServer(KvStore store, PrometheusMeterRegistry registry, ServerOptions options) {
        this.store = store;
        this.options = options;
        values = new ValueHandlers(store);
        ttls = new TtlHandlers(store);
        increments = new IncrementHandler(store);
        batches = new BatchHandlers(store, options.limits());
        names = new HostNames(options.host(), options.allowedHosts());
        connections = new Connections(options.limits());
        memory = new Memory(options.limits().maxMemory());
        health = new HealthHandler(store);
        metrics = new HttpMetrics(registry);
        javalin = Javalin.create(this::configure);
    }

    /**
     * Starts a server.
     *
     * @param store the store; the caller closes it after this server
     * @param registry the meters for {@code /metrics}
     * @param options the address and the limits
     * @return a server that accepts requests
     * @throws UncheckedIOException if it cannot listen on the address
     */
    public static KvHttpServer start(KvStore store, PrometheusMeterRegistry registry, ServerOptions options) {
        KvHttpServer server = new KvHttpServer(store, registry, options);
        try {
            server.javalin.start();
        } catch (RuntimeException e) {
            server.metrics.close();
            throw e;
        }
        return server;
    }

    /**
     * The port it listens on.
     *
     * @return the port
     */
    public int port() {
        return javalin.port();
    }

    /** Stops the server. It accepts no more requests and waits for those in progress, up to the time in the options. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            log.warn("stopped before all running requests had finished: {}", String.valueOf(e.getCause()));
        }
        metrics.close();
    }

    /** The number of open connections. */
    int connections() {
        return connections.count();
    }

    /** The bytes of requests and answers in memory. */
    long bytesInMemory() {
        return memory.taken();
    }

    /** All routes, such as {@code GET /path}. */
    Set<String> routes() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(route -> route.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method + " " + endpoint.path)
                .collect(toUnmodifiableSet());
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE; // an ETag identifies bytes
        config.http.prefer405over404 = true;
        config.router.javaLangErrorHandler(Problems::answerError);
        config.router.ignoreTrailingSlashes = false; // "a/" is not the same as "a"
        config.jsonMapper(new JavalinJackson3());
        config.requestLogger.http(metrics::request);
        jetty(config.jetty);
        routes(config.routes);
        Problems.addTo(config.routes);
    }

    /**
     * A key may have any byte. So Jetty must accept paths that are unsafe on a file server, such as %2F and %2E%2E;
     * {@link KeyPath} checks them. Jetty always refuses %00.
     */
    private void jetty(JettyConfig jetty) {
        jetty.threadPool = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        jetty.modifyHttpConfiguration(http -> http.setUriCompliance(UriCompliance.UNSAFE));
        jetty.addConnector(this::listen);
        jetty.modifyServer(server -> {
            server.getBeans(LowResourceMonitor.class).forEach(server::removeBean); // would end calls that take a second
            server.setErrorHandler(new JettyProblems());
            handlers().forEach(server::insertHandler);
            server.setStopTimeout(options.stopTimeout().toMillis());
        });
    }

    /** The handlers before a route, the last one first. */
    private List<Handler.Singleton> handlers() {
        ServerLimits limits = options.limits();
        return List.of(
                new WorkHandler(store, limits, connections),
                new BodyHandler(limits, connections, memory),
                new Gate(names, metrics),
                new GracefulHandler());
    }

    private Connector listen(Server server, HttpConfiguration http) {
        ServerConnector connector = new ServerConnector(server, 1, SELECTORS, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setIdleTimeout(JETTY_IDLE_MILLIS);
        connector.addBean(connections);
        try {
            connector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on port " + options.port() + " of " + options.host() + " (" + e.getMessage() + ")",
                    e);
        }
        return connector;
    }

    private void routes(RoutesConfig routes) {
        routes.before(KeyPath.PREFIX + "*", KeyPath::decode);
        read(routes, KeyPath.VALUE, values::get);
        routes.put(KeyPath.VALUE, values::put);
        routes.delete(KeyPath.VALUE, values::delete);
        routes.post(KeyPath.INCREMENT, increments::post);
        read(routes, KeyPath.TTL, ttls::get);
        routes.put(KeyPath.TTL, ttls::put);
        routes.delete(KeyPath.TTL, ttls::delete);
        routes.post(BatchHandlers.GET, batches::get);
        routes.post(BatchHandlers.PUT, batches::put);
        read(routes, HealthHandler.PATH, health::get);
        read(routes, HttpMetrics.PATH, metrics::get);
    }

    private static void read(RoutesConfig routes, String path, io.javalin.http.Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
