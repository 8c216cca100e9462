package io.kvstore.sharding;

import static io.kvstore.sharding.Rings.position;
import static io.kvstore.sharding.Rings.shard;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import io.kvstore.ShardConfig;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The positions of existing rows. A change that breaks one of these tests loses data. Do not change the tests.
 *
 * <p>The positions and owners do not come from this code. They come from mmh3 5.3, which wraps the C++ code of
 * MurmurHash3's author, and from ten lines of Python that place tokens as {@link Ring} describes.
 */
class RingGoldenTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "a, 9607679276477937801",
                "\"a \", 11466309974550996775",
                "A, 243126998722523514",
                "\"\0\", 5048724184180415669",
                "0, 3083240331115144064",
                "user:1, 6120565781388772718",
                "user:10, 5565809583982368030",
                "session/4f3c, 10051615656984186924",
                "hello, 14688674573012802306",
                "é, 14490466646156927976",
                "日本語, 1349821744801378292",
                "😀, 1544085228167910492",
                "👩‍👩‍👧‍👦, 1317240937802637912",
            })
    void positionOfKeyNeverChanges(String key, String position) {
        assertThat(Long.toUnsignedString(position(key))).isEqualTo(position);
    }

    /** Lengths around the hash's block of 16 bytes, and the longest key. */
    @ParameterizedTest
    @CsvSource({
        "15, 4196457338881644714",
        "16, 366243685468693092",
        "17, 10062794511196425489",
        "255, 3623515992410320691"
    })
    void positionOfLongKeyNeverChanges(int length, String position) {
        assertThat(Long.toUnsignedString(position("k".repeat(length)))).isEqualTo(position);
    }

    @Test
    void positionReadsOnlyItsPartOfTheBytes() {
        byte[] stored = "01234567hello!".getBytes(UTF_8);
        assertThat(Long.toUnsignedString(Ring.position(stored, 8, 5))).isEqualTo("14688674573012802306");
    }

    /** A well-known test vector: its first eight bytes are e3 4b bc 7b bc 07 1b 6c as a number. */
    @Test
    void positionIsThePublishedValue() {
        assertThat(position("The quick brown fox jumps over the lazy dog")).isEqualTo(0xe34bbc7bbc071b6cL);
    }

    /** SMHasher's VerificationTest, which combines every length and 256 seeds into one published number. */
    @Test
    void hashIsMurmur3OfItsAuthor() {
        ByteArrayOutputStream hashes = new ByteArrayOutputStream();
        byte[] key = new byte[256];
        for (int i = 0; i < 256; i++) {
            key[i] = (byte) i;
            hashes.writeBytes(Hashing.murmur3_128(256 - i).hashBytes(key, 0, i).asBytes());
        }
        byte[] all = hashes.toByteArray();
        assertThat((int) Ring.position(all, 0, all.length)).isEqualTo(0x6384BA69);
    }

    @Test
    void ownerOfKeyNeverChanges() {
        List<ShardConfig> shards = List.of(shard("a", 1), shard("b", 2), shard("c", 3));
        Ring ring = Ring.of(shards, 128);
        Map<String, String> owners = new HashMap<>();
        IntStream.rangeClosed(1, 20)
                .mapToObj(i -> "user:" + i)
                .forEach(key ->
                        owners.put(key, shards.get(ring.owner(position(key))).name()));
        assertThat(owners)
                .isEqualTo(Map.ofEntries(
                        Map.entry("user:1", "b"),
                        Map.entry("user:2", "b"),
                        Map.entry("user:3", "c"),
                        Map.entry("user:4", "a"),
                        Map.entry("user:5", "c"),
                        Map.entry("user:6", "c"),
                        Map.entry("user:7", "c"),
                        Map.entry("user:8", "b"),
                        Map.entry("user:9", "c"),
                        Map.entry("user:10", "b"),
                        Map.entry("user:11", "c"),
                        Map.entry("user:12", "c"),
                        Map.entry("user:13", "b"),
                        Map.entry("user:14", "a"),
                        Map.entry("user:15", "b"),
                        Map.entry("user:16", "c"),
                        Map.entry("user:17", "b"),
                        Map.entry("user:18", "c"),
                        Map.entry("user:19", "c"),
                        Map.entry("user:20", "c")));
        assertThat(ring.layout()).isEqualTo("ring murmur3 vnodes=128 a:1 b:2 c:3");
    }

    @Test
    void firstAndLastTokenNeverChange() {
        List<Ring.Arc> arcs = Ring.of(List.of(shard("a", 1), shard("b", 2), shard("c", 3)), 128)
                .arcs();
        assertThat(arcs).hasSize(768);
        assertThat(arcs.get(0).last()).isEqualTo(46796854747512611L);
        assertThat(Long.toUnsignedString(arcs.get(767).last())).isEqualTo("18373803913187176122");
    }
}
