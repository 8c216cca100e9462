package io.kvstore.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.LaneConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One caller that never waits. Its calls on a key take effect in the order in which it made them. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@ExtendWith(LeakCheck.class)
class ProgramOrderTest {

    private static final int KEYS = 300;
    private static final long SEED = 20_261_122;

    private record Step(Request request, Reply reply) {}

    /** Changes between the kinds of statements, and sometimes uses one for two calls. */
    private static final List<Step> PROGRAM = List.of(
            new Step(Request.put("1"), Reply.TRUE),
            new Step(Request.get(), Reply.value("1")),
            new Step(Request.put("2"), Reply.TRUE),
            new Step(Request.delete(), Reply.TRUE),
            new Step(Request.delete(), Reply.FALSE),
            new Step(Request.get(), Reply.ABSENT),
            new Step(Request.getEntry(), Reply.ABSENT),
            new Step(Request.putIfAbsent("3"), Reply.value("3")),
            new Step(Request.putIfAbsent("4"), Reply.FALSE),
            new Step(Request.get(), Reply.value("3")),
            new Step(Request.compareAndSet(1, "5"), Reply.FALSE),
            new Step(Request.put("6"), Reply.TRUE),
            new Step(Request.put("7"), Reply.TRUE),
            new Step(Request.putIfAbsent("8"), Reply.FALSE),
            new Step(Request.delete(), Reply.TRUE),
            new Step(Request.put("9"), Reply.TRUE),
            new Step(Request.get(), Reply.value("9")),
            new Step(Request.increment(1), Reply.value("10")),
            new Step(Request.increment(2), Reply.value("12")),
            new Step(Request.getAndExpire("").withTtl(Duration.ofHours(1).toNanos()), Reply.value("12")),
            new Step(Request.delete(), Reply.TRUE),
            new Step(Request.increment(-4), Reply.value("-4")));

    /** Removes the version, because the store chooses it. */
    private static Reply withoutVersion(Reply reply) {
        return new Reply(reply.yes(), reply.value(), 0);
    }

    private static Stream<Arguments> enginesAndLanes() {
        return Engine.available().stream()
                .flatMap(engine -> Stream.of(Arguments.of(engine, 1, 4), Arguments.of(engine, 4, 64)));
    }

    @ParameterizedTest
    @MethodSource("enginesAndLanes")
    void everyReplyIsThatOfTheProgramRunStepByStep(Engine engine, int maxOut, int batchRows) throws Exception {
        KvConfig config = engine.newStore(2)
                .lanes(LaneConfig.defaults()
                        .withReads(maxOut)
                        .withWrites(maxOut)
                        .withConditionals(maxOut))
                .batchRows(batchRows)
                .build();
        Map<String, List<CompletableFuture<Reply>>> replies = new TreeMap<>();
        try (KvStore store = KvStore.open(config)) {
            Client client = Client.async(store);
            for (String key : programsInterleaved()) {
                List<CompletableFuture<Reply>> soFar = replies.computeIfAbsent(key, one -> new ArrayList<>());
                soFar.add(client.call(key, PROGRAM.get(soFar.size()).request()));
            }
            for (var ofKey : replies.entrySet()) {
                CompletableFuture.allOf(ofKey.getValue().toArray(CompletableFuture[]::new))
                        .get();
                assertThat(ofKey.getValue().stream()
                                .map(CompletableFuture::join)
                                .map(ProgramOrderTest::withoutVersion))
                        .as("%s, seed %d", ofKey.getKey(), SEED)
                        .containsExactlyElementsOf(
                                PROGRAM.stream().map(Step::reply).toList());
            }
        }
        assertThat(replies).hasSize(KEYS);
    }

    /** Each key as often as the program has steps, in random order. */
    private static List<String> programsInterleaved() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < KEYS; i++) {
            keys.addAll(Collections.nCopies(PROGRAM.size(), "key " + i));
        }
        Collections.shuffle(keys, new Random(SEED));
        return keys;
    }
}
