package io.kvstore.examples.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Reads the whole body before the next handler runs. No thread waits for it. Thread-safe. */
final class BodyHandler extends Handler.Wrapper {

    private final ServerLimits limits;
    private final Connections connections;
    private final Memory memory;

    BodyHandler(ServerLimits limits, Connections connections, Memory memory) {
        this.limits = limits;
        this.connections = connections;
        this.memory = memory;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Peer peer = connections.of(request);
        memory.open(request);
        Request.addCompletionListener(request, failure -> peer.enter(Peer.Phase.HEADER));
        int most = mostBytes(request);
        if (most < 0 || !hasBody(request)) {
            peer.enter(Peer.Phase.WORK);
            Body.of(new byte[0]).attachTo(request);
            return super.handle(request, response, callback);
        }
        BodyReader reader = new BodyReader(request, peer, most, body -> {
            peer.enter(Peer.Phase.WORK);
            body.attachTo(request);
            proceed(request, response, callback);
        });
        reader.start();
        return true;
    }

    private void proceed(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Exception e) {
            Response.writeError(request, response, callback, e);
        }
    }

    private static boolean hasBody(Request request) {
        return request.getLength() != 0
                && (request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING));
    }

    /** The largest body allowed. Below 0 if the route ignores the body. */
    private int mostBytes(Request request) {
        String path = request.getHttpURI().getPath();
        if (HttpMethod.POST.is(request.getMethod())) {
            boolean isBatch = path.equals(BatchHandlers.GET) || path.equals(BatchHandlers.PUT);
            if (isBatch) {
                return limits.maxBatchBytes();
            }
            return path.startsWith(KeyPath.PREFIX) ? IncrementHandler.MAX_BODY_BYTES : -1;
        }
        if (!HttpMethod.PUT.is(request.getMethod()) || !path.startsWith(KeyPath.PREFIX)) {
            return -1;
        }
        return KeyPath.isTtl(path) ? TtlHandlers.MAX_BODY_BYTES : limits.maxValueBytes();
    }
}
