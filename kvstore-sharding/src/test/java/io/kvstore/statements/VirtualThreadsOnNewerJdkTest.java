package io.kvstore.statements;

import io.kvstore.newerjdk.NewerJdk;
import org.junit.jupiter.api.Test;

class VirtualThreadsOnNewerJdkTest {

    @Test
    void virtualThreadsAreTestedOnAJdkThatHasThem() throws Exception {
        NewerJdk.run(3, VirtualThreadsTest.class);
    }
}
