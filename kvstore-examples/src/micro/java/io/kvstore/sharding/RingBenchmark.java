package io.kvstore.sharding;

import io.kvstore.ShardConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jol.info.GraphLayout;

/** The cost of building a ring, its memory, and look-ups. */
@State(Scope.Benchmark)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Djol.magicFieldOffset=true", "-Djdk.attach.allowAttachSelf"}) // for JOL
public class RingBenchmark {

    private static final int POSITIONS = 1 << 20;

    @Param({"4", "1024", "20000"})
    int shards;

    private final long[] positions = new SplittableRandom(1).longs(POSITIONS).toArray();
    private List<ShardConfig> config;
    private Ring ring;
    private int next;
    private int owner;

    @Setup
    public void setUp() {
        config = IntStream.range(0, shards)
                .mapToObj(i -> ShardConfig.of("shard-" + i, "jdbc:h2:mem:" + i, "sa", ""))
                .toList();
        ring = Ring.of(config, 128);
        long bytes = GraphLayout.parseInstance(ring)
                .subtract(GraphLayout.parseInstance(config))
                .totalSize();
        System.out.printf("%nretained by the ring of %d shards, beside their config: %d bytes%n", shards, bytes);
    }

    /** Each position depends on the last answer, so that look-ups run one after the other, as they do in calls. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.NANOSECONDS)
    public int lookUp() {
        next = (next + 1) % POSITIONS;
        owner = ring.owner(positions[next] ^ owner);
        return owner;
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Ring build() {
        return Ring.of(config, 128);
    }
}
