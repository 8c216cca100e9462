package io.kvstore.examples.snippets;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.JavaCodec;
import io.kvstore.KvConfig;
import io.kvstore.KvStore;
import io.kvstore.adapter.session.KvSession;
import io.kvstore.adapter.session.KvSessionRepository;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The snippet about sessions. */
class SessionsTest {

    @Test
    void sessionIsKeptWithItsAttributes() {
        try (KvStore store = KvStore.open(KvConfig.embedded(2).build())) {
            // snippet: sessions
            KvSessionRepository sessions = KvSessionRepository.builder(store)
                    .defaultMaxInactiveInterval(Duration.ofMinutes(30))
                    .codec(JavaCodec.allowing("com.example.shop"))
                    .build();
            KvSession session = sessions.createSession();
            session.setAttribute("user", "ada");
            sessions.save(session);
            String user = sessions.findById(session.getId()).getRequiredAttribute("user"); // ada
            // end
            assertThat(user).isEqualTo("ada");
        }
    }
}
