package io.kvstore.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.Stall;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers on virtual threads. Threads of the store run their statements. Compiled with a JDK that has no virtual
 * threads.
 */
@ExtendWith(LeakCheck.class)
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private static final int CALLERS = 5_000;

    private static Thread start(Runnable task) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Thread.startVirtualThread", e);
        }
    }

    private static void join(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(120));
            assertThat(thread.isAlive()).as("still waiting: %s", thread).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("io.kvstore.engines.Engine#available")
    void everyCallerReadsItsOwnWrite(Engine engine) throws InterruptedException {
        Set<String> leaders = ConcurrentHashMap.newKeySet();
        Queue<Object> done = new ConcurrentLinkedQueue<>();
        KvConfig config = engine.newStore(2)
                .observer(call -> leaders.add(Thread.currentThread().getName()))
                .build();
        try (KvStore store = KvStore.open(config)) {
            leaders.clear();
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                byte[] value = ByteBuffer.allocate(4).putInt(i).array();
                String key = "key" + i;
                callers.add(start(() -> {
                    store.put(key, value);
                    boolean same = store.get(key)
                            .filter(v -> ByteBuffer.wrap(v).equals(ByteBuffer.wrap(value)))
                            .isPresent();
                    done.add(same && store.delete(key));
                }));
            }
            join(callers);
        }
        assertThat(done).hasSize(CALLERS).containsOnly(true);
        assertThat(leaders).allSatisfy(name -> assertThat(name).startsWith("kvstore-leader"));
    }

    @Test
    void interruptOfOneDoesNotConcernTheOthers() throws Exception {
        KvConfig config = Engine.MARIADB.newStore(1).build();
        ShardConfig shard = config.shards().get(0);
        Queue<Object> told = new ConcurrentLinkedQueue<>();
        try (KvStore store = KvStore.open(config)) {
            store.put("k", new byte[1]);
            List<Thread> callers = new ArrayList<>();
            Thread interrupted;
            try (Stall stall = Stall.writes(shard)) {
                interrupted = start(() -> {
                    try {
                        store.put("k", new byte[] {1});
                    } catch (KvException e) {
                        told.add(e.outcome());
                    }
                });
                stall.awaitStatements(1);
                for (int i = 0; i < 100; i++) {
                    String key = "other" + i;
                    callers.add(start(() -> store.put(key, new byte[] {2})));
                }
                interrupted.interrupt();
                interrupted.join();
            }
            join(callers);
            assertThat(told).containsExactly(Outcome.UNKNOWN);
            await().until(() -> store.get("k").orElseThrow()[0] == 1);
            for (int i = 0; i < 100; i++) {
                assertThat(store.get("other" + i)).isPresent();
            }
        }
    }
}
