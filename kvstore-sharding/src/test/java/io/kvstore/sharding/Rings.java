package io.kvstore.sharding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kvstore.ShardConfig;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Shards and keys for tests of the ring. Random values come from a seed. */
final class Rings {

    static final int VIRTUAL_NODES = 128;

    private Rings() {}

    static ShardConfig shard(String name, int weight) {
        return ShardConfig.of(name, "jdbc:h2:mem:" + name, "sa", "").withWeight(weight);
    }

    /** Shards named shard-0, shard-1, …, each of weight 1. */
    static List<ShardConfig> shards(int count) {
        return IntStream.range(0, count).mapToObj(i -> shard("shard-" + i, 1)).toList();
    }

    /** 1 to 20 shards with different names and weights from 1 to 5. */
    static List<ShardConfig> randomShards(SplittableRandom random) {
        String prefix = Long.toString(random.nextLong(Long.MAX_VALUE), 36);
        return IntStream.range(0, random.nextInt(1, 21))
                .mapToObj(i -> shard(prefix + "." + i, random.nextInt(1, 6)))
                .toList();
    }

    static long position(String key) {
        byte[] bytes = key.getBytes(UTF_8);
        return Ring.position(bytes, 0, bytes.length);
    }

    /** The positions of random keys. */
    static long[] positions(int count, long seed) {
        return new SplittableRandom(seed)
                .longs(count)
                .map(number -> position("key:" + number))
                .toArray();
    }
}
