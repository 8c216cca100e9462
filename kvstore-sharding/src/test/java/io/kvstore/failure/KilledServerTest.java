package io.kvstore.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.PoolConfig;
import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.MariaDbServer;
import io.kvstore.engines.Stall;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that is killed by {@code kill -9} while it runs a statement of the store. */
@ExtendWith(LeakCheck.class)
class KilledServerTest {

    @Test
    void writeUnderWayIsUnknownReadsAreNotAndOtherShardsGoOn() throws Exception {
        MariaDbServer doomed = MariaDbServer.start();
        ShardConfig a = doomed.newDatabase("a");
        ShardConfig b = Engine.MARIADB.newShards(1).get(0);
        KvConfig config = KvConfig.builder()
                .shard(a)
                .shard("b", b.url(), b.user(), b.password())
                .pool(PoolConfig.defaults()
                        .withConnectTimeout(Duration.ofSeconds(1))
                        .withSocketTimeout(Duration.ofSeconds(60))
                        .withLockWaitTimeout(Duration.ofSeconds(50)))
                .build();
        try (KvStore store = KvStore.open(config)) {
            String onA = keyOn(store, "a");
            String onB = keyOn(store, "b");
            store.put(onA, new byte[] {1});
            CompletableFuture<KvUnavailableException> write;
            try (Stall stall = Stall.writes(a)) {
                write = CompletableFuture.supplyAsync(() ->
                        catchThrowableOfType(KvUnavailableException.class, () -> store.put(onA, new byte[] {2})));
                stall.awaitStatements(1);
                doomed.kill();
            }
            KvUnavailableException error = write.get(30, TimeUnit.SECONDS);
            assertThat(error.outcome()).isEqualTo(Outcome.UNKNOWN);
            assertThat(error).hasMessageContaining("shard 'a'").hasMessageContaining("connection was lost");

            KvUnavailableException read = catchThrowableOfType(KvUnavailableException.class, () -> store.get(onA));
            assertThat(read.outcome()).isEqualTo(Outcome.NOT_APPLIED);

            store.put(onB, new byte[] {3});
            assertThat(store.get(onB)).contains(new byte[] {3});
        }
    }

    private static String keyOn(KvStore store, String shard) {
        for (int i = 0; ; i++) {
            if (store.admin().locate("key" + i).shard().equals(shard)) {
                return "key" + i;
            }
        }
    }
}
