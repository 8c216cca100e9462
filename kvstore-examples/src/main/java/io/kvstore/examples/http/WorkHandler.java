package io.kvstore.examples.http;

import io.kvstore.KvStore;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queues requests. Requests for one shard leave room for those for other shards. Requests of operators have their own
 * queue. Thread-safe.
 */
final class WorkHandler extends Handler.Wrapper {

    private static final Logger log = LoggerFactory.getLogger(WorkHandler.class);

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final KvStore store;
    private final Connections connections;
    private final Turns calls;
    private final Turns operators = new Turns("kv-http-operators", 4, 2);

    WorkHandler(KvStore store, ServerLimits limits, Connections connections) {
        this.store = store;
        this.connections = connections;
        int most = limits.maxCalls();
        boolean oneShard = store.admin().pools().size() == 1;
        calls = new Turns("kv-http-calls", most, oneShard ? most : Math.max(1, most / 3));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        AnswerWriter answer = new AnswerWriter(request, response, connections.of(request));
        Callback over = answer.callback(callback);
        long since = NanoTime.now();
        String path = request.getHttpURI().getPath();
        boolean forOperators = path.equals(HealthHandler.PATH) || path.equals(HttpMetrics.PATH);
        (forOperators ? operators : calls)
                .run(forOperators ? path : kind(request.getMethod(), path), () -> work(request, answer, over, since));
        return true;
    }

    /** The shard of the key in the path. Requests without a key have their own kind. */
    private String kind(String method, String path) {
        try {
            return path.startsWith(KeyPath.PREFIX)
                    ? "shard " + store.admin().locate(KeyPath.key(method, path)).shard()
                    : "several shards";
        } catch (ProblemException | IllegalArgumentException e) {
            return "no shard"; // an invalid key is reported when the request runs
        }
    }

    private void work(Request request, AnswerWriter answer, Callback over, long since) {
        try {
            if (NanoTime.since(since) > TIMEOUT.toNanos()) {
                JettyProblems.answer(answer, over, Problem.busy("this server is at its limit of calls for this shard"));
            } else if (!super.handle(request, answer, over)) {
                Response.writeError(request, answer, over, 404);
            }
        } catch (Throwable e) {
            log.error("{} failed", request.getMethod(), e);
            Response.writeError(request, answer, over, e);
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        calls.close();
        operators.close();
    }
}
