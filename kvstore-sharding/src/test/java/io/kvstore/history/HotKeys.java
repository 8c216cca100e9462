package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Callers on threads of their own who use the same few keys all at once. Each round has new keys, so that the history
 * of a key stays short enough to be searched. Used by one thread.
 */
final class HotKeys implements AutoCloseable {

    private static final int CALLERS = 16;
    private static final int CALLS_PER_CALLER = 30;

    private final IntFunction<Client> clients;
    private final List<RandomRequests> requests;
    private final Recorder recorder = new Recorder();
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    private final CyclicBarrier start = new CyclicBarrier(CALLERS);
    private int rounds;

    /** For callers that all use one client. */
    HotKeys(Client client, long seed) {
        this(caller -> client, seed);
    }

    /** For callers of which each has a client of its own. */
    HotKeys(IntFunction<Client> clients, long seed) {
        this.clients = clients;
        this.requests = IntStream.range(0, CALLERS)
                .mapToObj(caller -> new RandomRequests(caller, seed))
                .toList();
    }

    /** What all callers asked and saw in one round, and what is there in the end. */
    List<RecordedCall> round() throws Exception {
        String round = "round " + rounds++;
        String[] keys = {round + ", a", round + ", b", round + ", c"};
        List<Callable<Void>> callers = IntStream.range(0, CALLERS)
                .<Callable<Void>>mapToObj(caller -> () -> call(caller, keys))
                .toList();
        for (Future<Void> caller : threads.invokeAll(callers)) {
            caller.get();
        }
        for (String key : keys) {
            await().pollDelay(Duration.ZERO)
                    .until(() -> recorder.call(clients.apply(0), CALLERS, key, Request.getEntry())
                            .isPresent());
        }
        List<RecordedCall> history = recorder.take();
        assertThat(history)
                .as("calls that returned")
                .hasSizeGreaterThanOrEqualTo(CALLERS * CALLS_PER_CALLER + keys.length);
        return history;
    }

    private Void call(int caller, String... keys) throws Exception {
        RandomRequests mine = requests.get(caller);
        start.await(1, TimeUnit.MINUTES);
        for (int i = 0; i < CALLS_PER_CALLER; i++) {
            String key = mine.oneOf(keys);
            recorder.call(clients.apply(caller), caller, key, mine.next(key)).ifPresent(reply -> mine.saw(key, reply));
        }
        return null;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
