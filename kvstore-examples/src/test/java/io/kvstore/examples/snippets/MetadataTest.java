package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.adapter.integration.KvStoreMetadataStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.integration.core.MessageSelector;
import org.springframework.integration.metadata.ConcurrentMetadataStore;
import org.springframework.integration.selector.MetadataStoreSelector;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/** The snippet about Spring Integration's metadata. */
class MetadataTest {

    @Test
    void messageIsAcceptedOnce() {
        Message<String> message = new GenericMessage<>("order 7");
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            // snippet: metadata
            ConcurrentMetadataStore seen =
                    KvStoreMetadataStore.builder(store).ttl(Duration.ofDays(7)).build();
            MessageSelector once = new MetadataStoreSelector(order -> (String) order.getPayload(), seen);
            boolean first = once.accept(message);
            // end
            assertThat(first).isTrue();
            assertThat(once.accept(message)).isFalse();
            assertThat(store.get("metadata:order 7")).isPresent();
        }
    }
}
