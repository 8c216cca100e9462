package io.kvstore.internal;

import io.kvstore.ShardConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** The shards of an embedded store: H2 databases in memory or in files. */
public final class Embedded {

    private static final int MAX_SHARDS = 1_024;

    private static final String NEEDED_BY = "KvConfig.embedded";

    private Embedded() {}

    public static List<ShardConfig> inMemory(int shards) {
        JdbcDriver.H2.load(NEEDED_BY);
        String store = UUID.randomUUID().toString();
        return shards(shards, name -> "jdbc:h2:mem:" + store + "-" + name);
    }

    public static List<ShardConfig> inDirectory(Path directory, int shards) {
        JdbcDriver.H2.load(NEEDED_BY);
        String path = directory.toAbsolutePath().normalize().toString();
        Checks.that(path.indexOf(';') < 0, "directory '%s': H2 cannot open a path with a semicolon", path);
        // WRITE_DELAY=0: a commit is in the file when the call returns, not half a second later.
        return shards(shards, name -> "jdbc:h2:file:" + path + "/" + name + ";WRITE_DELAY=0");
    }

    private static List<ShardConfig> shards(int shards, UnaryOperator<String> url) {
        Checks.between("number of embedded shards", shards, 1, MAX_SHARDS);
        return IntStream.range(0, shards)
                .mapToObj(i -> "shard-" + i)
                .map(name -> ShardConfig.of(name, url.apply(name), "sa", ""))
                .toList();
    }
}
