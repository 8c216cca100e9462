package io.kvstore.examples.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.JettyConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.javalin.json.JavalinJackson3;
import io.kvstore.KvStore;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** A store behind HTTP: the table of contents of this package. Thread-safe. */
public final class KvHttpServer implements AutoCloseable {

    private final ServerOptions options;
    private final ValueHandlers values;
    private final TtlHandlers ttls;
    private final BatchHandlers batches;
    private final HealthHandler health;
    private final HttpMetrics metrics;
    private final Javalin javalin;

    private KvHttpServer(KvStore store, PrometheusMeterRegistry registry, ServerOptions options) {
        this.options = options;
        values = new ValueHandlers(store, options.maxValueBytes());
        ttls = new TtlHandlers(store);
        batches = new BatchHandlers(store, options);
        health = new HealthHandler(store);
        metrics = new HttpMetrics(registry);
        javalin = Javalin.create(this::configure);
    }

    /**
     * Starts to serve.
     *
     * @param store what is served; its owner closes it, after this server
     * @param registry what {@code /metrics} shows
     * @param options where to listen, and bounds
     * @return a server that listens
     * @throws io.javalin.util.JavalinBindException if the port is taken
     */
    public static KvHttpServer start(KvStore store, PrometheusMeterRegistry registry, ServerOptions options) {
        KvHttpServer server = new KvHttpServer(store, registry, options);
        server.javalin.start(options.host(), options.port());
        return server;
    }

    /**
     * Where it listens.
     *
     * @return the port
     */
    public int port() {
        return javalin.port();
    }

    /** Takes no more requests, waits for those under way as long as the options say, and stops. */
    @Override
    public void close() {
        javalin.stop();
        metrics.close();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE; // an ETag names bytes
        config.http.prefer405over404 = true;
        config.router.ignoreTrailingSlashes = false; // "a/" is no way to write "a"
        config.jsonMapper(new JavalinJackson3());
        config.requestLogger.http(metrics::request);
        jetty(config.jetty);
        routes(config.routes);
        Problems.addTo(config.routes);
    }

    /** Any byte may be in a key, so Jetty must let all encodings pass; {@link KeyPath} looks at them. */
    private void jetty(JettyConfig jetty) {
        jetty.modifyHttpConfiguration(http -> {
            http.setUriCompliance(UriCompliance.UNSAFE);
            http.setSendDateHeader(true);
        });
        jetty.modifyServer(server -> {
            server.setErrorHandler(new JettyProblems());
            server.insertHandler(new GracefulHandler());
            server.setStopTimeout(options.stopTimeout().toMillis());
        });
    }

    private void routes(RoutesConfig routes) {
        routes.before(KeyPath.PREFIX + "*", KeyPath::decode);
        read(routes, KeyPath.VALUE, values::get);
        routes.put(KeyPath.VALUE, values::put);
        routes.delete(KeyPath.VALUE, values::delete);
        read(routes, KeyPath.TTL, ttls::get);
        routes.put(KeyPath.TTL, ttls::put);
        routes.delete(KeyPath.TTL, ttls::delete);
        routes.post(BatchHandlers.GET, batches::get);
        routes.post(BatchHandlers.PUT, batches::put);
        read(routes, HealthHandler.PATH, health::get);
        read(routes, HttpMetrics.PATH, metrics::get);
    }

    private static void read(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
