package io.kvstore.examples.http;

import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections. Limits their number and closes the slow ones. Waiting for a slow caller needs no thread, so slow
 * callers do not delay others. If there are too many connections, the one that has kept the server waiting longest is
 * closed, not the newest. Thread-safe.
 */
final class Connections extends AbstractLifeCycle implements Connection.Listener {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private static final long SWEEP_MILLIS = 250;

    private final ServerLimits limits;
    private final Pace pace;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "kv-http-sweeper");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Connection, Peer> peers = new ConcurrentHashMap<>();

    Connections(ServerLimits limits) {
        this.limits = limits;
        this.pace = new Pace(limits.minRate(), limits.requestTimeout());
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // sweep() never throws
    protected void doStart() {
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    protected void doStop() {
        sweeper.shutdownNow();
    }

    /** The connection of a request. */
    Peer of(Request request) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Peer peer = peers.get(connection);
        return peer == null ? new Peer(connection.getEndPoint()) : peer; // closed meanwhile
    }

    @Override
    public void onOpened(Connection connection) {
        peers.put(connection, new Peer(connection.getEndPoint()));
        if (peers.size() > limits.maxConnections()) {
            makeRoom();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        peers.remove(connection);
    }

    int count() {
        return peers.size();
    }

    private synchronized void makeRoom() {
        peers.entrySet().stream()
                .filter(entry -> entry.getValue().phase() != Peer.Phase.WORK)
                .min(Comparator.comparing(entry -> entry.getValue().since()))
                .ifPresent(entry -> {
                    peers.remove(entry.getKey()); // at once, because onClosed comes later
                    entry.getValue().close();
                });
    }

    private void sweep() {
        for (Peer peer : peers.values()) {
            try {
                peer.endIfSlow(limits.idleTimeout().toNanos(), pace);
            } catch (Throwable e) { // the next sweep must still run
                log.warn("a slow connection could not be closed; the next check tries again", e);
            }
        }
    }
}
