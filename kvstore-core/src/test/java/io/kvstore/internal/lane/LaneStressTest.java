package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.common.primitives.Longs;
import io.kvstore.internal.lane.Calls.Settled;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two lanes with callers who block, who do not, who bring several calls at once, who lose patience and who are
 * interrupted, all at random moments and with statements that take their time or fail.
 */
class LaneStressTest {

    private static final int CALLERS = 6;
    private static final int STEPS = 1_500;
    private static final int KEYS = 5;
    private static final int MAX_CALLS = 4;
    private static final Duration WAIT_FOR_ROOM = Duration.ofMillis(2);

    private final InFlight inFlight = new InFlight(100, 100, WAIT_FOR_ROOM, Errand.REFUSALS);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ExecutorService completions = Executors.newSingleThreadExecutor();
    private final Queue<Errand> journal = new ConcurrentLinkedQueue<>();
    private final List<RestlessStatement> statements =
            List.of(new RestlessStatement(MAX_CALLS, journal), new RestlessStatement(MAX_CALLS, journal));
    private final Queue<Errand> errands = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Queue<CompletableFuture<?>> promises = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        workers.shutdownNow();
        completions.shutdownNow();
        timer.shutdownNow();
    }

    private static Stream<Arguments> lanesAndPatience() {
        return Stream.of(
                arguments(1, Duration.ofMinutes(1), false),
                arguments(1, Duration.ofNanos(300_000), false),
                arguments(1, Duration.ofNanos(300_000), true),
                arguments(3, Duration.ofMinutes(1), false),
                arguments(3, Duration.ofNanos(300_000), false),
                arguments(3, Duration.ofMinutes(1), true),
                arguments(3, Duration.ofNanos(300_000), true));
    }

    @ParameterizedTest
    @MethodSource("lanesAndPatience")
    void everyCallEndsOnceAndInItsOrder(int maxOut, Duration patience, boolean coversAll) throws Exception {
        timer.setRemoveOnCancelPolicy(true);
        Context context = new Context(patience, coversAll ? new Deadlines(timer) : null);
        LaneGroup group =
                new LaneGroup(inFlight, new KeyOrder(), new Workers(workers), new Completions(Thread::new), 1_000);
        List<Lane> lanes = statements.stream()
                .map(statement -> new Lane(statement, maxOut, group))
                .toList();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> new Thread(() -> call(lanes, context, caller), "caller " + caller))
                .toList();
        callers.forEach(Thread::start);
        disturb(callers, lanes, group);
        CompletableFuture.allOf(promises.toArray(CompletableFuture[]::new)).get(30, TimeUnit.SECONDS);
        drain();

        assertThat(inFlight.count()).isZero();
        assertThat(timer.getQueue()).as("timers of calls that are over").isEmpty();
        assertThat(errands).hasSizeGreaterThan(CALLERS * STEPS);
        assertThat(errands).filteredOn(errand -> !errand.endedWell()).isEmpty();
        assertThat(statements).allMatch(statement -> statement.mostOut() <= maxOut);
        assertThat(statements).allMatch(statement -> statement.mostCalls() == MAX_CALLS);
        assertThat(statements).noneMatch(RestlessStatement::racedItself);
        assertOrder(maxOut == 1 ? Errand::lane : errand -> List.of(errand.lane(), Longs.fromByteArray(errand.key())));
    }

    /** Interrupts callers, and sweeps, until all callers are through. */
    private static void disturb(List<Thread> callers, List<Lane> lanes, LaneGroup group) {
        Random random = new Random();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (callers.stream().anyMatch(Thread::isAlive)) {
            assertThat(System.nanoTime()).as("somebody hangs: %s", callers).isLessThan(deadline);
            LockSupport.parkNanos(random.nextInt(300_000));
            callers.get(random.nextInt(callers.size())).interrupt();
            group.sweep();
            lanes.forEach(Lane::sweep);
        }
    }

    /** Calls that were given up may still be out. */
    private void drain() {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (inFlight.count() > 0) {
            assertThat(System.nanoTime()).as("room not given back").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    private void call(List<Lane> lanes, Context context, int caller) {
        Random random = new Random(caller);
        int number = 0;
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(4)) {
                case 0 -> submit(errand(lanes, context, random, caller, number++, true), random.nextBoolean());
                case 1 -> {
                    int first = number;
                    number += 1 + random.nextInt(6);
                    runAll(IntStream.range(first, number)
                            .mapToObj(each -> errand(lanes, context, random, caller, each, false))
                            .toList());
                }
                default -> run(errand(lanes, context, random, caller, number++, false));
            }
            Thread.interrupted(); // it was for the last call
        }
    }

    private Errand errand(List<Lane> lanes, Context context, Random random, int caller, int number, boolean async) {
        Lane lane = lanes.get(random.nextInt(lanes.size()));
        Errand errand = new Errand(lane, context, random.nextInt(KEYS), caller, number, async);
        errands.add(errand);
        return errand;
    }

    private static void run(Errand errand) {
        try {
            errand.told(errand.run());
        } catch (RuntimeException e) {
            errand.told(e);
        }
    }

    private static void runAll(List<Errand> errands) {
        List<Settled<Integer>> settled = Calls.run(errands);
        for (int i = 0; i < errands.size(); i++) {
            RuntimeException error = settled.get(i).error();
            errands.get(i).told(error == null ? settled.get(i).result() : error);
        }
    }

    private void submit(Errand errand, boolean elsewhere) {
        Executor executor = elsewhere ? completions : Runnable::run;
        promises.add(errand.submit(executor).handle((result, error) -> {
            errand.told(error == null ? result : error);
            return null;
        }));
    }

    /** Of one caller: the asynchronous errands on a key, and the others that meet in a place. */
    private void assertOrder(Function<Errand, Object> place) {
        Map<List<Object>, Integer> last = new HashMap<>();
        for (Errand errand : journal) {
            Object where = errand.isAsync() ? Longs.fromByteArray(errand.key()) : place.apply(errand);
            Integer before = last.put(List.of(where, errand.caller(), errand.isAsync()), errand.number());
            assertThat(errand.number()).as("%s", errand).isGreaterThan(before == null ? -1 : before);
        }
    }
}
