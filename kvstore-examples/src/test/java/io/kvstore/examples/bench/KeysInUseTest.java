package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeysInUseTest {

    private final KeysInUse keys = new KeysInUse();

    @Test
    void oneCallAfterTheOtherMeetsNobody() {
        for (int i = 0; i < 3; i++) {
            assertThat(keys.end(7, keys.begin(7))).isFalse();
        }
    }

    @Test
    void callsOnOtherKeysDoNotMeet() {
        long one = keys.begin(7);
        long other = keys.begin(8);

        assertThat(keys.end(8, other)).isFalse();
        assertThat(keys.end(7, one)).isFalse();
    }

    @Test
    void callsThatOverlapMeetWhicheverEndsFirst() {
        long first = keys.begin(7);
        long second = keys.begin(7);

        assertThat(keys.end(7, first)).isTrue();
        assertThat(keys.end(7, second)).isTrue();
        assertThat(keys.end(7, keys.begin(7))).isFalse();
    }

    @Test
    void aCallWithinAnotherMeetsIt() {
        long outer = keys.begin(7);

        assertThat(keys.end(7, keys.begin(7))).isTrue();
        assertThat(keys.end(7, outer)).isTrue();
    }
}
