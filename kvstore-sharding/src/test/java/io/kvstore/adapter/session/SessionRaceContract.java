package io.kvstore.adapter.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many concurrent requests of one session. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LeakCheck.class)
abstract class SessionRaceContract {

    private static final int THREADS = 12;
    private static final int REQUESTS = 10;

    private final ShardConfig shard;
    private KvStore store;

    SessionRaceContract(Engine engine) {
        shard = engine.newShards(1).get(0);
    }

    private static KvStore open(ShardConfig shard) {
        return KvStore.open(KvConfig.builder().shard(shard).build());
    }

    @BeforeAll
    void open() {
        store = open(shard);
    }

    @AfterAll
    void close() {
        store.close();
    }

    ShardConfig shard() {
        return shard;
    }

    private KvSessionRepository repository() {
        return KvSessionRepository.builder(store).build();
    }

    String newSession() {
        KvSession session = repository().createSession();
        repository().save(session);
        return session.getId();
    }

    KvSession find(String id) {
        return repository().findById(id);
    }

    private static void inThreads(List<Callable<Void>> tasks) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            for (Future<Void> done : threads.invokeAll(tasks)) {
                done.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each request finds the session and sets an attribute that no other request sets. */
    private static List<Callable<Void>> requests(KvStore store, String id, String who) {
        KvSessionRepository repository = KvSessionRepository.builder(store).build();
        return IntStream.range(0, THREADS)
                .<Callable<Void>>mapToObj(thread -> () -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        KvSession session = repository.findById(id);
                        session.setAttribute(who + "-" + thread + "-" + i, i);
                        repository.save(session);
                    }
                    return null;
                })
                .toList();
    }

    @Test
    void noAttributeOfConcurrentRequestsIsLost() throws Exception {
        String id = newSession();
        try (KvStore second = open(shard)) {
            List<Callable<Void>> tasks = new ArrayList<>(requests(store, id, "one"));
            tasks.addAll(requests(second, id, "two"));
            inThreads(tasks);
        }
        assertThat(find(id).getAttributeNames()).hasSize(2 * THREADS * REQUESTS);
    }

    @Test
    void sessionThatIsDeletedWhileOthersSaveItStaysDeleted() throws Exception {
        for (int round = 0; round < 20; round++) {
            String id = newSession();
            AtomicBoolean deleted = new AtomicBoolean();
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                String name = "t" + thread;
                tasks.add(() -> {
                    KvSession session = find(id);
                    for (int i = 0; session != null && !deleted.get(); i++) {
                        session.setAttribute(name, i);
                        repository().save(session);
                    }
                    return null;
                });
            }
            tasks.add(() -> {
                repository().deleteById(id);
                deleted.set(true);
                return null;
            });
            inThreads(tasks);
            assertThat(find(id)).as("round " + round).isNull();
        }
    }

    @Test
    void sessionWhoseIdChangesWhileOthersSaveItIsThereOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            String id = newSession();
            List<KvSession> movers =
                    IntStream.range(0, THREADS).mapToObj(thread -> find(id)).toList();
            inThreads(movers.stream()
                    .<Callable<Void>>map(session -> () -> {
                        session.changeSessionId();
                        session.setAttribute("moved", true);
                        repository().save(session);
                        return null;
                    })
                    .toList());
            assertThat(find(id)).isNull();
            assertThat(movers.stream().map(KvSession::getId).map(this::find).filter(found -> found != null))
                    .as("round " + round)
                    .singleElement()
                    .satisfies(found -> assertThat(found.getAttributeNames()).containsExactly("moved"));
        }
    }

    /**
     * Another process, which sends as many requests as one of the stores above. Its arguments are the shard, the id and
     * its name.
     */
    public static void main(String[] args) throws Exception {
        try (KvStore store = open(ShardConfig.of(args[0], args[1], args[2], args[3]))) {
            inThreads(requests(store, args[4], args[5]));
        }
    }

    static int requestsOfAProcess() {
        return THREADS * REQUESTS;
    }

    static Process start(ShardConfig shard, String id, String who) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SessionRaceContract.class.getName(),
                        shard.name(),
                        shard.url(),
                        shard.user(),
                        shard.password(),
                        id,
                        who)
                .redirectErrorStream(true)
                .start();
    }

    static void succeeds(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
