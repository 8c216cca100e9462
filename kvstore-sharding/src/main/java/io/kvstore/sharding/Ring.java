package io.kvstore.sharding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import io.kvstore.ShardConfig;
import io.kvstore.internal.Checks;
import io.kvstore.internal.key.Keys;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A consistent-hash ring: the circle of 64-bit positions, cut into arcs by the tokens of each shard. A position
 * belongs to the shard of the first token at or after it, around the circle.
 *
 * <p>A shard of weight w has w × virtualNodes tokens, which depend on its name alone; so adding a shard to n moves
 * about 1/(n+1) of the keys, all of them to the new shard, and clients agree whatever the order of their configs.
 * See Karger et al., <i>Consistent Hashing and Random Trees</i>, STOC 1997.
 *
 * <p>The hash is MurmurHash3 x64 128, seed 0, of which the first eight bytes count, read little-endian: of a key's
 * UTF-8 for a position, of {@code name#i} in UTF-8 for token i of a shard. This never changes: rows are stored under
 * their positions.
 *
 * <p>Immutable and thread-safe. A look-up is one hash and three reads, however many shards there are: tokens are spread
 * evenly, so a table over the first bits of a position leads to within a token or two of the one that owns it.
 */
public final class Ring {

    private static final int MAX_TOKENS = 1 << 24;

    private final ImmutableList<ShardConfig> shards;
    private final int virtualNodes;
    private final long[] tokens; // ascending, unsigned
    private final int[] owners; // owners[i] is the index of the shard of tokens[i]
    private final int[] starts; // starts[b] is the first token of which position >>> shift is at least b
    private final int shift;

    private Ring(List<ShardConfig> shards, int virtualNodes) {
        this.shards = ImmutableList.copyOf(shards);
        this.virtualNodes = virtualNodes;
        long weights = shards.stream().mapToLong(ShardConfig::weight).sum();
        long size = weights * virtualNodes;
        Checks.that(
                size <= MAX_TOKENS,
                "weights of %s × %s virtual nodes are %s tokens: at most %s; use smaller weights or fewer virtual nodes",
                weights,
                virtualNodes,
                size,
                MAX_TOKENS);
        tokens = new long[(int) size];
        owners = new int[(int) size];
        place();
        int bits = Math.max(1, 63 - Long.numberOfLeadingZeros(size)); // one or two tokens for each entry
        shift = Long.SIZE - bits;
        starts = new int[1 << bits];
        index();
    }

    /**
     * Builds a ring.
     *
     * @param shards at least one, with different names
     * @param virtualNodes tokens for each unit of weight
     * @return the ring, of at most 16,777,216 tokens
     */
    public static Ring of(List<ShardConfig> shards, int virtualNodes) {
        Checks.that(
                !shards.isEmpty() && virtualNodes >= 1,
                "%s shards, %s virtual nodes: a ring has at least one of each",
                shards.size(),
                virtualNodes);
        Set<String> names = new HashSet<>();
        for (ShardConfig shard : shards) {
            Checks.that(names.add(shard.name()), "two shards are named '%s': a name has its own tokens", shard.name());
        }
        return new Ring(shards, virtualNodes);
    }

    private void place() {
        // Sorted by name first, so that two shards with the same token (once in 2^64) are in the same order everywhere.
        int[] byName = IntStream.range(0, shards.size())
                .boxed()
                .sorted(Comparator.comparing(shard -> shards.get(shard).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        record Token(long token, int owner) {}
        Token[] all = new Token[tokens.length];
        int next = 0;
        for (int shard : byName) {
            String name = shards.get(shard).name();
            int count = shards.get(shard).weight() * virtualNodes;
            for (int i = 0; i < count; i++) {
                byte[] id = (name + "#" + i).getBytes(UTF_8);
                all[next++] = new Token(Keys.hash(id, 0, id.length), shard);
            }
        }
        Arrays.sort(all, (a, b) -> Long.compareUnsigned(a.token(), b.token()));
        for (int i = 0; i < all.length; i++) {
            tokens[i] = all[i].token();
            owners[i] = all[i].owner();
        }
    }

    private void index() {
        int token = 0;
        for (int i = 0; i < starts.length; i++) {
            while (token < tokens.length && tokens[token] >>> shift < i) {
                token++;
            }
            starts[i] = token;
        }
    }

    /**
     * The position of a key.
     *
     * @param bytes holds the key's UTF-8
     * @param offset where it starts
     * @param length how long it is
     * @return its place on the circle, an unsigned number
     */
    public static long position(byte[] bytes, int offset, int length) {
        return Keys.hash(bytes, offset, length);
    }

    /**
     * The shard that owns a position.
     *
     * @param position a place on the circle, an unsigned number
     * @return the shard's index in the list that the ring was built from
     */
    public int owner(long position) {
        int token = starts[(int) (position >>> shift)];
        while (token < tokens.length && Long.compareUnsigned(tokens[token], position) < 0) {
            token++;
        }
        return owners[token == tokens.length ? 0 : token];
    }

    /**
     * How much of the circle each shard owns.
     *
     * @return fractions that add up to 1, in the order of the list that the ring was built from
     */
    public double[] shares() {
        double[] shares = new double[shards.size()];
        arcs().forEach(arc -> shares[arc.owner()] += arc.fraction());
        return shares;
    }

    /**
     * The arcs of the ring in the order of the circle, starting with the one that ends at the lowest token.
     *
     * @return an arc per token
     */
    public List<Arc> arcs() {
        return IntStream.range(0, tokens.length)
                .mapToObj(i -> {
                    long end = tokens[i];
                    long start = tokens[i == 0 ? tokens.length - 1 : i - 1];
                    return new Arc(start, end, owners[i], tokens.length == 1 ? 1 : unsigned(end - start) / 0x1p64);
                })
                .toList();
    }

    private static double unsigned(long value) {
        return (value >>> 1) * 2.0 + (value & 1);
    }

    /**
     * What the ring was built from, in words: equal for two rings exactly if they place every key alike.
     *
     * @return such as {@code ring murmur3 vnodes=128 a:1 b:1}, with the shards by name
     */
    public String layout() {
        return shards.stream()
                .sorted(Comparator.comparing(ShardConfig::name))
                .map(shard -> shard.name() + ":" + shard.weight())
                .collect(joining(" ", "ring murmur3 vnodes=" + virtualNodes + " ", ""));
    }

    /**
     * A stretch of the circle that one shard owns.
     *
     * @param after the position before its first, an unsigned number
     * @param last its last position, an unsigned number
     * @param owner the shard's index
     * @param fraction its length as a part of the circle
     */
    public record Arc(long after, long last, int owner, double fraction) {}
}
