package io.kvstore.adapter.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.ShardConfig;
import io.kvstore.adapter.OtherJvm;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.NeedsMySql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;
import org.springframework.integration.support.MessageBuilder;

/** Many threads and several processes receive the same messages. Each message is accepted once. */
@ExtendWith(LeakCheck.class)
class MetadataRaceTest {

    private static final int THREADS = 6;
    private static final int MESSAGES = 200;

    @Test
    void ofManyThreadsOneAcceptsAMessage() throws Exception {
        assertThat(race(KvConfig.builder().shard(Engine.H2.newShards(1).get(0)).build()))
                .isEqualTo(MESSAGES);
    }

    @Test
    @NeedsMySql
    void ofManyProcessesOneAcceptsAMessage() throws Exception {
        ShardConfig shard = Engine.MYSQL.newShards(1).get(0);
        List<OtherJvm> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(OtherJvm.start(MetadataRaceTest.class, shard));
        }
        int accepted = 0;
        for (OtherJvm process : processes) {
            accepted += Integer.parseInt(process.join().replaceAll("(?s).*accepted (\\d+).*", "$1"));
        }
        assertThat(accepted).isEqualTo(MESSAGES);
    }

    /** The main class of the other processes. */
    public static void main(String[] args) throws Exception {
        System.out.println("accepted " + race(OtherJvm.config(args)));
    }

    /** Returns how many messages were accepted. */
    private static int race(KvConfig config) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (KvStore store = KvStore.open(config)) {
            ConcurrentMetadataStore seen = KvStoreMetadataStore.builder(store).build();
            List<Future<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                runs.add(threads.submit(() -> accept(seen)));
            }
            int accepted = 0;
            for (Future<Integer> run : runs) {
                accepted += run.get();
            }
            return accepted;
        } finally {
            threads.shutdownNow();
        }
    }

    private static int accept(ConcurrentMetadataStore seen) {
        MetadataStoreSelector once = new MetadataStoreSelector(message -> (String) message.getPayload(), seen);
        int accepted = 0;
        for (int i = 0; i < MESSAGES; i++) {
            accepted += once.accept(MessageBuilder.withPayload("message " + i).build()) ? 1 : 0;
        }
        return accepted;
    }
}
