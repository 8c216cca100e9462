package consumer;

import io.kvstore.Codec;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.KvUnavailableException;

/** An application on the module path. It uses an embedded store, and a MySQL shard that is down. */
final class Main {

    public static void main(String[] args) {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            store.as(Codec.string()).put("k", "found");
            System.out.println(store.as(Codec.string()).get("k").orElseThrow() + " by " + KvStore.class.getModule());
        }
        KvConfig down = KvConfig.builder()
                .shard("a", "jdbc:mysql://127.0.0.1:1/kv", "kv", "")
                .build();
        try (KvStore store = KvStore.open(down)) {
            store.get("k");
        } catch (KvUnavailableException e) {
            System.out.println("down, by " + e.shard() + " of " + e.getClass().getModule());
        }
    }
}
