package io.kvstore.internal.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.internal.lane.Doubling.Twice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

/** Callers that ask again once they have their answer, and statements that take what a server needs, on a clock of its own. */
class LaneQueueTest {

    private static final int MAX_OUT = 4;
    private static final int LEARNED = 50_000; // statements

    private record Out(long until, List<Call<?>> calls) {}

    private final LaneGroup group = new LaneGroup(
            new InFlight(1_000, 1_000_000, Duration.ZERO, Doubling.REFUSALS),
            new KeyOrder(),
            new Workers(task -> {}),
            new Completions(Thread::new),
            1_000);
    private final Statement statement = new Doubling(64);
    private final Lane lane = new Lane(statement, MAX_OUT, group);
    private long clock;
    private final LaneQueue queue = new LaneQueue(statement, new OutLimit(MAX_OUT, () -> clock), () -> true, group);
    private final PriorityQueue<Out> out = new PriorityQueue<>((a, b) -> Long.compare(a.until, b.until));
    private int number;

    private void call(IntToLongFunction nanos) {
        queue.add(new Twice(lane, number++, 1));
        open(nanos);
    }

    private void open(IntToLongFunction nanos) {
        for (Call<?> leader = queue.open(); leader != null; leader = queue.open()) {
            out.add(new Out(clock + nanos.applyAsLong(out.size() + 1), queue.gather(leader)));
        }
    }

    /** How many statements are out in the mean, of as many again. */
    private double meanOut(int callers, IntToLongFunction nanos) {
        for (int i = 0; i < callers; i++) {
            call(nanos);
        }
        long sum = 0;
        for (int i = 0; i < 2 * LEARNED; i++) {
            sum += i < LEARNED ? 0 : out.size();
            Out first = out.remove();
            clock = first.until;
            List<Call<?>> over = new ArrayList<>(queue.end(first.calls, false));
            open(nanos);
            over.forEach(call -> call(nanos));
        }
        return (double) sum / LEARNED;
    }

    @Test
    void fewCallersGoSideBySide() {
        assertThat(meanOut(3, out -> 1_000_000L * out)).isBetween(2.9, 3.0);
    }

    @Test
    void moreGoSideBySideWhereTimeIsSpentOnTheWire() {
        assertThat(meanOut(8, out -> 1_000_000 + number % 7)).isBetween(3.5, 4.0);
    }

    @Test
    void moreShareWhereTheServerIsFull() {
        assertThat(meanOut(8, out -> 1_000_000L * out)).isBetween(1.0, 1.2);
    }

    @Test
    void manyShareWhereverTimeIsSpent() {
        assertThat(meanOut(32, out -> 1_000_000 + number % 7)).isEqualTo(1);
    }
}
