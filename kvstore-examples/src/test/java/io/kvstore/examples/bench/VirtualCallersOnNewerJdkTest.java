package io.kvstore.examples.bench;

import io.kvstore.newerjdk.NewerJdk;
import org.junit.jupiter.api.Test;

class VirtualCallersOnNewerJdkTest {

    @Test
    void virtualCallersAreTestedOnAJdkThatHasThem() throws Exception {
        NewerJdk.run(3, CallerThreadsTest.class);
    }
}
