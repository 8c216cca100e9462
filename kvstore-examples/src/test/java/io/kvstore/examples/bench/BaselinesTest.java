package io.kvstore.examples.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BaselinesTest {

    private final Baselines baselines = new Baselines();

    @ParameterizedTest
    @EnumSource
    void knowsThePlainOnes(PlainBaseline baseline) {
        assertThat(baselines.convert(baseline.label())).isSameAs(baseline);
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> baselines.convert("redis"))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageStartingWith("'redis' is not a known baseline: [raw, jdbi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shardingsphere", "infinispan"})
    void saysHowToBuildWhatThisBuildHasNot(String label) {
        assumeThat(ServiceLoader.load(Baseline.class))
                .as("with the profile peers they are there")
                .isEmpty();

        assertThatThrownBy(() -> baselines.convert(label))
                .isInstanceOf(TypeConversionException.class)
                .hasMessage("'" + label + "' is not in this build: build with the Maven profile peers,"
                        + " as KV_PEERS=yes ./kv does");
    }
}
