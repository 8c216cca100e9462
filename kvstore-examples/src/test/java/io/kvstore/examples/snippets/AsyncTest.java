package io.kvstore.examples.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.AsyncKvOperations;
import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The snippets about asynchronous calls. */
class AsyncTest {

    // snippet: async
    static CompletableFuture<String> login(AsyncKvOperations<String> sessions, String key, String user) {
        CompletableFuture<Void> written = sessions.put(key, user, Duration.ofMinutes(30));
        CompletableFuture<Optional<String>> read = sessions.get(key); // after the put, without waiting for it
        return written.thenCombine(read, (done, found) -> found.orElse("logged out meanwhile"));
    }
    // end

    @Test
    void callsOnOneKeyAreInOrder() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            assertThat(login(store.async().as(Codec.string()), "session:42", "ada")
                            .join())
                    .isEqualTo("ada");
            assertThat(store.get("session:42")).contains("ada".getBytes(UTF_8));
            assertThat(store.ttl("session:42").orElseThrow().remaining()).isPresent();
        }
    }
}
