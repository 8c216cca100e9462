package io.kvstore.adapter.boot;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Applications with what Boot makes of this library. */
final class Contexts {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private Contexts() {}

    static ApplicationContextRunner bare() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KvStoreAutoConfiguration.class,
                        KvStoreHealthAutoConfiguration.class,
                        KvStoreMetricsAutoConfiguration.class));
    }

    /** With one shard, a new and empty database. */
    static ApplicationContextRunner oneShard() {
        return bare().withPropertyValues(shard(0, "a"));
    }

    static String[] shard(int index, String name) {
        String shard = "kvstore.shards[" + index + "].";
        return new String[] {
            shard + "name=" + name,
            shard + "url=jdbc:h2:mem:boot" + NEXT.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
            shard + "user=sa",
            shard + "password="
        };
    }
}
