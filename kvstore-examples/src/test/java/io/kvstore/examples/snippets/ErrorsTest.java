package io.kvstore.examples.snippets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvBatchException;
import io.kvstore.KvConfig;
import io.kvstore.KvException;
import io.kvstore.KvStore;
import io.kvstore.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The snippets about errors, on a store with a shard that cannot be reached. */
class ErrorsTest {

    private static final KvConfig.Builder ONE_SHARD_DOWN =
            KvConfig.embedded(1).shard("down", "jdbc:mysql://127.0.0.1:1/kv", "kv", "kv");

    private final List<String> told = new ArrayList<>();

    // snippet: outcome
    void save(KvStore store, String key, byte[] value) {
        try {
            store.put(key, value);
        } catch (KvException e) {
            switch (e.outcome()) {
                case NOT_APPLIED -> callAgainLater(key, e); // nothing was changed
                case UNKNOWN -> readBack(key, e); // it may have happened
            }
        }
    }
    // end

    private void callAgainLater(String key, KvException error) {
        told.add("again " + key + ": " + error.outcome());
    }

    private void readBack(String key, KvException error) {
        told.add("unknown " + key + ": " + error.outcome());
    }

    private static String keyOn(KvStore store, String shard) {
        int i = 0;
        while (!store.admin().locate("key-" + i).shard().equals(shard)) {
            i++;
        }
        return "key-" + i;
    }

    @Test
    void aWriteToAShardThatIsDownWasNotApplied() {
        try (KvStore store = KvStore.open(ONE_SHARD_DOWN.build())) {
            String lost = keyOn(store, "down");

            save(store, lost, new byte[1]);
            save(store, keyOn(store, "shard-0"), new byte[1]);

            assertThat(told).containsExactly("again " + lost + ": " + Outcome.NOT_APPLIED);
        }
    }

    @Test
    void aBatchSaysWhatBecameOfEachKey() {
        try (KvStore store = KvStore.open(ONE_SHARD_DOWN.build())) {
            String lost = keyOn(store, "down");
            String kept = keyOn(store, "shard-0");
            Map<String, byte[]> entries = new LinkedHashMap<>();
            entries.put(lost, "1".getBytes(UTF_8));
            entries.put(kept, "2".getBytes(UTF_8));
            Map<String, Outcome> failed = new LinkedHashMap<>();
            // snippet: batch
            try {
                store.putAll(entries);
            } catch (KvBatchException e) {
                e.failures().forEach((key, error) -> failed.put(key, error.outcome()));
            }
            // end
            assertThat(failed).containsExactly(Map.entry(lost, Outcome.NOT_APPLIED));
            assertThat(store.get(kept)).contains("2".getBytes(UTF_8));
        }
    }
}
