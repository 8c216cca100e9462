package io.kvstore.adapter.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.ShardConfig;
import io.kvstore.engines.Engine;
import io.kvstore.engines.LeakCheck;
import io.kvstore.engines.TcpProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ApplicationContext;

/** The health of each shard. */
@ExtendWith(LeakCheck.class)
class ShardsHealthTest {

    private static Map<String, Health> health(ApplicationContext context) {
        Map<String, Health> health = new TreeMap<>();
        context.getBean("kvstoreHealthContributor", CompositeHealthContributor.class)
                .forEach(entry -> health.put(entry.name(), ((HealthIndicator) entry.contributor()).health()));
        return health;
    }

    @Test
    void eachShardIsUp() {
        Contexts.oneShard()
                .withPropertyValues(Contexts.shard(1, "b"))
                .run(context -> assertThat(health(context))
                        .containsOnlyKeys("a", "b")
                        .allSatisfy((shard, health) -> {
                            assertThat(health.getStatus()).isEqualTo(Status.UP);
                            assertThat(health.getDetails()).containsOnlyKeys("took");
                        }));
    }

    /** A server that hangs, and one that is not there. */
    @Test
    void shardThatDoesNotAnswerIsDownInTime() throws Exception {
        ShardConfig good = Engine.MARIADB.newShards(1).get(0);
        String address = good.url().replaceAll(".*//([^/]*)/.*", "$1");
        try (TcpProxy proxy = new TcpProxy(Integer.parseInt(address.replaceAll(".*:", "")))) {
            String hangs =
                    good.url().replace(address, "127.0.0.1:" + proxy.port()).replace("?", "2?");
            Engine.execute(good, "CREATE DATABASE " + hangs.replaceAll(".*/([^?]*).*", "$1"));
            List<ShardConfig> shards = List.of(
                    good,
                    ShardConfig.of("hangs", hangs, good.user(), good.password()),
                    ShardConfig.of("none", "jdbc:mysql://127.0.0.1:1/kv", "kv", "s3cret"));
            Contexts.bare()
                    .withBean(KvStoreConnectionDetails.class, () -> () -> shards)
                    .withPropertyValues("kvstore.health.timeout=500ms", "kvstore.pool.socket-timeout=3s")
                    .run(context -> {
                        proxy.swallowAnswers();
                        long start = System.nanoTime();
                        Map<String, Health> health = health(context);
                        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
                        assertThat(health.get(good.name()).getStatus()).isEqualTo(Status.UP);
                        assertThat(health.get("hangs").getStatus()).isEqualTo(Status.DOWN);
                        assertThat(health.get("hangs").getDetails())
                                .containsEntry("error", "shard 'hangs': no answer within 500 ms");
                        assertThat(health.get("none").getStatus()).isEqualTo(Status.DOWN);
                        assertThat(health.get("none").getDetails().toString())
                                .contains("shard 'none'")
                                .doesNotContain("s3cret");
                        proxy.restore();
                    });
        }
    }

    @Test
    void isLeftOutIfItIsNotWanted() {
        Contexts.oneShard()
                .withPropertyValues("management.health.kvstore.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("kvstoreHealthContributor"));
    }
}
