package io.kvstore.engines;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kvstore.ShardConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaves threads of a store, or connections to a shared server. */
public final class LeakCheck implements AfterAllCallback {

    private static final List<ShardConfig> WATCHED = new CopyOnWriteArrayList<>();

    /** Checks this server too, from now on. */
    static void watch(ShardConfig server) {
        WATCHED.add(server);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(threads()).as("threads left behind").isEmpty());
        for (ShardConfig server : WATCHED) {
            await().atMost(20, SECONDS)
                    .untilAsserted(() -> assertThat(connections(server))
                            .as("connections left behind")
                            .isZero());
        }
    }

    /** The names of all live threads of stores. */
    public static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kvstore-"))
                .sorted()
                .toList();
    }

    /** The number of connections of the tests' user, without the one that asks. */
    private static long connections(ShardConfig server) {
        return Engine.query(
                server,
                "SELECT COUNT(*) FROM information_schema.processlist WHERE user = '" + server.user()
                        + "' AND id <> CONNECTION_ID()");
    }
}
