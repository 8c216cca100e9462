package io.kvstore.adapter.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.kvstore.engines.Engine;
import io.kvstore.engines.NeedsMySql;
import org.junit.jupiter.api.Test;

@NeedsMySql
class MySqlSessionRaceTest extends SessionRaceContract {

    MySqlSessionRaceTest() {
        super(Engine.MYSQL);
    }

    @Test
    void noAttributeOfTwoProcessesIsLost() throws Exception {
        String id = newSession();
        Process one = start(shard(), id, "one");
        Process two = start(shard(), id, "two");
        succeeds(one);
        succeeds(two);
        assertThat(find(id).getAttributeNames()).hasSize(2 * requestsOfAProcess());
    }
}
