package io.kvstore.sharding.internal;

import io.kvstore.internal.key.Keys;
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

/** The cost of checking and encoding a key and adding its position. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class KeyBenchmark {

    private static final int KEYS = 1 << 10;

    /** The characters and the length of a key. */
    public enum Kind {
        ASCII_16(16, 'a', 'z'),
        ASCII_40(40, 'a', 'z'),
        GREEK_16(16, 'α', 'ω');

        private final int length;
        private final int first;
        private final int last;

        Kind(int length, int first, int last) {
            this.length = length;
            this.first = first;
            this.last = last;
        }

        private String key(SplittableRandom random) {
            return random.ints(length, first, last + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    @Param
    Kind kind;

    private String[] keys;
    private int next;

    @Setup
    public void setUp() {
        SplittableRandom random = new SplittableRandom(1);
        keys = IntStream.range(0, KEYS).mapToObj(i -> kind.key(random)).toArray(String[]::new);
    }

    @Benchmark
    public byte[] stored() {
        next = (next + 1) % KEYS;
        return Keys.stored(keys[next]);
    }
}
