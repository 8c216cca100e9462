package io.kvstore;

import io.kvstore.config.ConfigFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The allocation of a single caller's get and put, with the store and with plain JDBC. For latency see
 * {@code kv bench}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class KvStoreBenchmark {

    private static final int KEYS = 1 << 10;

    /** A config file; only its first shard is used. Without one, H2 in memory. */
    @Param("")
    String config;

    private final String[] keys =
            IntStream.range(0, KEYS).mapToObj("key:%012d"::formatted).toArray(String[]::new);
    private final byte[] value = new byte[400];
    private KvStore store;
    private PlainJdbc plain;
    private int next;

    @Setup
    public void setUp() throws SQLException {
        KvConfig given = (config.isEmpty() ? KvConfig.embedded(1) : ConfigFile.read(Path.of(config))).build();
        KvConfig oneShard = KvConfig.builder()
                .namespace("micro")
                .shard(given.shards().get(0))
                .pool(given.pool())
                .build();
        store = KvStore.open(oneShard);
        plain = new PlainJdbc(oneShard);
        for (String key : keys) {
            store.put(key, value);
            plain.put(key, value);
        }
    }

    @Benchmark
    public Optional<byte[]> storeGet() {
        return store.get(key());
    }

    @Benchmark
    public Optional<byte[]> plainGet() throws SQLException {
        return plain.get(key());
    }

    @Benchmark
    public void storePut() {
        store.put(key(), value);
    }

    @Benchmark
    public boolean plainPut() throws SQLException {
        return plain.put(key(), value);
    }

    private String key() {
        next = (next + 1) % KEYS;
        return keys[next];
    }

    @TearDown
    public void tearDown() throws SQLException {
        plain.drop();
        plain.close();
        store.close();
    }
}
