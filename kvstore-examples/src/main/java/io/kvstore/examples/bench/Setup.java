package io.kvstore.examples.bench;

import io.kvstore.KvConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is measured, on which servers. Immutable.
 *
 * @param config of the store, whose servers and driver settings the baselines share
 * @param baselines what it is compared with
 * @param connections per shard, of each baseline
 */
record Setup(KvConfig config, List<Baseline> baselines, int connections) {

    private static final int MAX_CONNECTIONS = 1_000;

    Setup {
        baselines = baselines.stream().distinct().toList();
        if (connections < 1 || connections > MAX_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "--baseline-connections is " + connections + ": it must be 1 to " + MAX_CONNECTIONS);
        }
    }

    static Setup of(KvConfig config, List<Baseline> baselines, @Nullable Integer connections) {
        return new Setup(config, baselines, connections == null ? config.pool().maxConnections() : connections);
    }

    void check(Plan plan) {
        if (plan.valueSize() > config.maxValueBytes()) {
            throw new IllegalArgumentException("--value-size is " + plan.valueSize()
                    + ": the store takes values of at most " + config.maxValueBytes() + " bytes (maxValueBytes)");
        }
    }

    /** The baseline of the ratios that stand for the run. */
    Optional<Baseline> mainBaseline() {
        return baselines.stream().findFirst();
    }
}
