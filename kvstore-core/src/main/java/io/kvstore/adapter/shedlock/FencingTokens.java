package io.kvstore.adapter.shedlock;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The tokens of the locks that a thread acquired, by name: ShedLock does not show a task its lock. */
final class FencingTokens {

    private final ThreadLocal<Map<String, Long>> held = ThreadLocal.withInitial(HashMap::new);

    void hold(String name, long token) {
        held.get().put(name, token);
    }

    OptionalLong held(String name) {
        Long token = held.get().get(name);
        return token == null ? OptionalLong.empty() : OptionalLong.of(token);
    }

    /** Forgets a token, unless the thread has acquired the lock again. */
    void drop(String name, long token) {
        Map<String, Long> tokens = held.get();
        tokens.remove(name, token);
        if (tokens.isEmpty()) {
            held.remove();
        }
    }
}
