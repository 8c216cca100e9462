package io.kvstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest {

    @ParameterizedTest
    @CsvSource({
        "CONTENTION, false, false",
        "STALE_CONNECTION, true, false",
        "LOST_CONNECTION, true, true",
        "NOT_SERVING, true, false",
        "READ_ONLY, true, false",
        "MISCONFIGURED, false, false",
        "REFUSED, false, false",
        "HUNG_UP, true, false",
        "BROKEN_OFF, true, true",
    })
    void faultSaysWhatBecameOfConnectionAndCall(Fault fault, boolean spoilsConnection, boolean mayHaveHappened) {
        assertThat(fault.spoilsConnection()).isEqualTo(spoilsConnection);
        assertThat(fault.mayHaveHappened()).isEqualTo(mayHaveHappened);
    }
}
