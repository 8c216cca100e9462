package io.kvstore.engines;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test class that leaves threads of a store behind; its pools' threads stand for its connections. */
public final class LeakCheck implements AfterAllCallback {

    @Override
    public void afterAll(ExtensionContext context) {
        await().atMost(20, SECONDS)
                .untilAsserted(
                        () -> assertThat(threads()).as("threads left behind").isEmpty());
    }

    /** The names of all living threads of stores. */
    public static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("kvstore-"))
                .sorted()
                .toList();
    }
}
