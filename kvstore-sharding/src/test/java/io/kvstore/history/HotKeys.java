package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Callers on several threads that use the same few keys. Each round has new keys, named after the seed, so that the
 * history of a key is short enough to search. Used by one thread.
 */
final class HotKeys implements AutoCloseable {

    private static final int CALLS_PER_ROUND = 480;

    private final int callers;
    private final int inFlight;
    private final boolean expiring; // then versions change without a new value
    private final long seed;
    private final IntFunction<Client> clients;
    private final List<RandomRequests> requests;
    private final Recorder recorder = new Recorder();
    private final ExecutorService threads;
    private final CyclicBarrier start;
    private int rounds;

    private HotKeys(int callers, int inFlight, boolean expiring, IntFunction<Client> clients, long seed) {
        this.callers = callers;
        this.inFlight = inFlight;
        this.expiring = expiring;
        this.seed = seed;
        this.clients = clients;
        this.requests = IntStream.range(0, callers)
                .mapToObj(caller -> new RandomRequests(caller, seed, expiring))
                .toList();
        this.threads = Executors.newFixedThreadPool(callers);
        this.start = new CyclicBarrier(callers);
    }

    /** Each caller waits for its call. */
    static HotKeys blocking(IntFunction<Client> clients, long seed) {
        return new HotKeys(16, 1, false, clients, seed);
    }

    /** Each caller has several calls in flight. */
    static HotKeys async(IntFunction<Client> clients, long seed) {
        return new HotKeys(4, 8, false, clients, seed);
    }

    /** Each caller waits for its call. The keys expire soon. */
    static HotKeys expiring(IntFunction<Client> clients, long seed) {
        return new HotKeys(8, 1, true, clients, seed);
    }

    /** Runs one round. Returns all calls, and reads of the final values. */
    List<RecordedCall> round() throws Exception {
        String round = "seed " + seed + ", round " + rounds++;
        String[] keys = {round + ", a", round + ", b", round + ", c"};
        List<Callable<Void>> bodies = IntStream.range(0, callers)
                .<Callable<Void>>mapToObj(caller -> () -> call(caller, keys))
                .toList();
        for (Future<Void> body : threads.invokeAll(bodies)) {
            body.get();
        }
        for (String key : keys) {
            await().pollDelay(Duration.ZERO).until(() -> lastRead(key).isPresent());
        }
        List<RecordedCall> history = recorder.take();
        assertThat(history).as("calls that returned").hasSizeGreaterThanOrEqualTo(CALLS_PER_ROUND + keys.length);
        return history;
    }

    private Void call(int caller, String... keys) throws Exception {
        RandomRequests mine = requests.get(caller);
        Semaphore room = new Semaphore(inFlight);
        List<CompletableFuture<Optional<Reply>>> calls = new ArrayList<>();
        start.await(1, TimeUnit.MINUTES);
        for (int i = 0; i < CALLS_PER_ROUND / callers; i++) {
            room.acquire();
            String key = mine.oneOf(keys);
            calls.add(recorder.call(clients.apply(caller), caller, key, mine.next(key))
                    .thenApply(reply -> {
                        mine.saw(key, reply);
                        return reply;
                    })
                    .whenComplete((reply, error) -> room.release()));
        }
        for (CompletableFuture<Optional<Reply>> call : calls) {
            call.get();
        }
        return null;
    }

    private Optional<Reply> lastRead(String key) throws Exception {
        return recorder.call(clients.apply(0), callers, key, expiring ? Request.get() : Request.getEntry())
                .get();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
