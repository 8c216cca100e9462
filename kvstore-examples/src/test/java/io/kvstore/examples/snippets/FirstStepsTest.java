package io.kvstore.examples.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.Codec;
import io.kvstore.Entry;
import io.kvstore.KvConfig;
import io.kvstore.KvOperations;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;
import io.kvstore.ShardConfig;
import io.kvstore.Ttl;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The snippets about opening and using a store. */
class FirstStepsTest {

    @TempDir
    private Path directory;

    @Test
    void sixLinesDoWhatTheirCommentsSay() {
        // snippet: six lines
        try (KvStore store = KvStore.open(KvConfig.embedded(4).build())) {
            KvOperations<String> sessions = store.as(Codec.string());
            sessions.put("session:42", "ada", Duration.ofMinutes(30));
            Optional<String> user = sessions.get("session:42"); // ada
            Optional<Ttl> left = sessions.ttl("session:42"); // a little less than PT30M
            boolean deleted = sessions.delete("session:42"); // true
            // end
            assertThat(user).contains("ada");
            assertThat(left.orElseThrow().remaining().orElseThrow())
                    .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(30));
            assertThat(deleted).isTrue();
            // snippet: six lines
        }
        // end
    }

    @Test
    void aConfigNamesItsShards() {
        String password = "secret";
        // snippet: servers
        KvConfig config = KvConfig.builder()
                .namespace("sessions") // the table kv_sessions on each shard
                .shard("a", "jdbc:mysql://db-a:3306/kv?sslMode=VERIFY_IDENTITY", "kv", password)
                .shard("b", "jdbc:mysql://db-b:3306/kv?sslMode=VERIFY_IDENTITY", "kv", password)
                .build();
        // end
        assertThat(config.shards()).extracting(ShardConfig::name).containsExactly("a", "b");
        assertThat(config.namespace()).isEqualTo("sessions");
    }

    @Test
    @SuppressWarnings("UnusedVariable")
    void aStoreIsOpenedAndClosed() {
        KvConfig config = KvConfig.embedded(directory, 2).build();
        byte[] bytes = "ada".getBytes(UTF_8);
        // snippet: javadoc of KvStore
        try (KvStore store = KvStore.open(config)) {
            store.put("session:42", bytes, Duration.ofMinutes(30));
            Optional<byte[]> value = store.get("session:42");
        }
        // end
        try (KvStore store = KvStore.open(config)) {
            assertThat(store.get("session:42")).contains(bytes);
        }
    }

    // snippet: deadline
    static Optional<byte[]> quickly(KvStore store, String key) {
        try {
            return store.with(Duration.ofMillis(100)).get(key);
        } catch (KvUnavailableException | KvOverloadedException e) {
            return Optional.empty(); // not within 100 ms
        }
    }
    // end

    @Test
    void aCallHasADeadline() {
        try (KvStore store = KvStore.open(KvConfig.embedded(1).build())) {
            store.put("session:42", new byte[] {1});
            // snippet: javadoc of KvView
            Optional<byte[]> value = store.with(Duration.ofMillis(100)).get("session:42");
            // end
            assertThat(value).contains(new byte[] {1});
            assertThat(quickly(store, "session:42")).contains(new byte[] {1});
        }
    }

    // snippet: json
    record User(String name, int visits) {}

    static KvOperations<User> users(KvStore store) {
        JsonMapper mapper = new JsonMapper();
        return store.as(Codec.of(mapper::writeValueAsBytes, bytes -> mapper.readValue(bytes, User.class)));
    }
    // end

    @Test
    void typedValuesAreStoredAsJsonAndChangedByCompareAndSet() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            KvOperations<User> users = users(store);
            users.put("user:ada", new User("ada", 1));
            assertThat(store.get("user:ada")).contains("{\"name\":\"ada\",\"visits\":1}".getBytes(UTF_8));

            visit(users, "user:ada");

            assertThat(users.get("user:ada")).contains(new User("ada", 2));
        }
    }

    // snippet: compare and set
    static void visit(KvOperations<User> users, String key) {
        OptionalLong version;
        do {
            Entry<User> read = users.getEntry(key).orElseThrow();
            User next = new User(read.value().name(), read.value().visits() + 1);
            version = users.compareAndSet(key, read.version(), next);
        } while (version.isEmpty());
    }
    // end
}
