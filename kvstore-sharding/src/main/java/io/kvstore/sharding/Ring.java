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
 * A consistent-hash ring. The ring is the circle of 64-bit positions. Each shard has tokens on it, which are positions too. A
 * position belongs to the shard of the first token at or after it.
 *
 * <p>A shard of weight w has w × virtualNodes tokens, which depend only on its name. So one more shard beside n moves about
 * 1/(n+1) of the keys, all of them to the new shard. The order in which clients list the shards does not matter. See Karger
 * et al., <i>Consistent Hashing and Random Trees</i>, STOC 1997.
 *
 * <p>The hash is the first eight bytes of MurmurHash3 x64 128 with seed 0, read little-endian. A key's position is the hash
 * of its UTF-8 bytes. Token i of a shard is the hash of {@code name#i} in UTF-8. The hash never changes, because rows are
 * stored under their positions.
 *
 * <p>Immutable and thread-safe. A look-up takes one hash and three memory reads, however many shards there are. Tokens are
 * spread evenly, so a table over the first bits of a position leads to within a token or two of the right one.
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
     * @param virtualNodes tokens for each unit of weight, at least 1
     * @return the ring
     * @throws IllegalArgumentException if there are no shards, two have the same name, or the ring would have more than
     *     16,777,216 tokens
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
     * @param bytes an array that contains the key in UTF-8
     * @param offset where the key starts
     * @param length how many bytes it has
     * @return its position, an unsigned number
     */
    public static long position(byte[] bytes, int offset, int length) {
        return Keys.hash(bytes, offset, length);
    }

    /**
     * The shard that owns a position.
     *
     * @param position a position, an unsigned number
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
     * The fraction of the circle that each shard owns.
     *
     * @return fractions that add up to 1, in the order of the list that the ring was built from
     */
    public double[] shares() {
        double[] shares = new double[shards.size()];
        arcs().forEach(arc -> shares[arc.owner()] += arc.fraction());
        return shares;
    }

    /**
     * The arcs between tokens, in ascending order. The first arc ends at the lowest token.
     *
     * @return one arc per token
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
     * The layout of the ring as text: virtual nodes, and names and weights of the shards. Two rings with the same layout assign
     * every key to the same shard.
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
     * A part of the circle that one shard owns.
     *
     * @param after the position before its first, an unsigned number
     * @param last its last position, an unsigned number
     * @param owner the shard's index
     * @param fraction its length as a fraction of the circle
     */
    public record Arc(long after, long last, int owner, double fraction) {}
}
