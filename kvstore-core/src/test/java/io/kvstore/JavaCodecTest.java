package io.kvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ObjectInputFilter;
import java.io.ObjectInputFilter.Status;
import java.io.ObjectStreamConstants;
import java.io.Serializable;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JavaCodecTest {

    private record Point(int x, int y) implements Serializable {}

    private static final JavaCodec JDK = JavaCodec.allowing();

    static List<Object> ofTheJdk() {
        Map<Integer, String> large = new HashMap<>(100_000, 0.25f); // its table is much larger than its bytes
        IntStream.range(0, 1000).forEach(i -> large.put(i, "value " + i));
        return List.of(
                "text",
                1,
                2.5,
                true,
                TimeUnit.DAYS,
                new BigDecimal("1.50"),
                Instant.EPOCH,
                LocalDate.EPOCH,
                UUID.randomUUID(),
                List.of(1, Set.of("a"), Map.of("b", 2L)),
                new ArrayList<>(Arrays.asList("a", null)),
                new ConcurrentHashMap<>(Map.of("a", 1)),
                large);
    }

    @ParameterizedTest
    @MethodSource("ofTheJdk")
    void commonClassesOfTheJdkAreRead(Object value) {
        assertThat(JDK.decode(JDK.encode(value))).isEqualTo(value);
    }

    @Test
    void arraysAreReadByWhatTheyHold() {
        assertThat(JDK.decode(JDK.encode(new byte[] {1, 2}))).isEqualTo(new byte[] {1, 2});
        assertThat(JDK.decode(JDK.encode(new String[][] {{"a"}}))).isEqualTo(new String[][] {{"a"}});
        byte[] points = JDK.encode(new Point[] {new Point(1, 2)});
        assertThatThrownBy(() -> JDK.decode(points)).hasMessageContaining("JavaCodecTest$Point[]");
        assertThat(JavaCodec.allowing("io.kvstore").decode(points)).isEqualTo(new Point[] {new Point(1, 2)});
    }

    @Test
    void otherClassesAreNamed() {
        assertThatThrownBy(() -> JDK.decode(JDK.encode(new ArrayList<>(List.of(new Point(1, 2))))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("may not be read", Point.class.getName(), "JavaCodec.allowing");
        assertThatThrownBy(() -> JDK.decode(JDK.encode(URI.create("a:b")))).hasMessageContaining("java.net.URI");
    }

    @Test
    void packagesAreAllowedWithThoseBelowThem() {
        byte[] point = JDK.encode(new Point(1, 2));
        assertThat(JavaCodec.allowing("java.net", "io").decode(point)).isEqualTo(new Point(1, 2));
        assertThatThrownBy(() -> JavaCodec.allowing("io.kv").decode(point)).hasMessageContaining("may not be read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "com.example.*", "com.example;java.rmi", "!com", "com..example", "maxdepth=3"})
    void whatIsNoPackageIsRefused(String name) {
        assertThatThrownBy(() -> JavaCodec.allowing(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "' is not the name of a package");
    }

    @Test
    void filterDecidesAlone() {
        ObjectInputFilter noIntegers = info -> info.serialClass() == Integer.class ? Status.REJECTED : Status.UNDECIDED;
        JavaCodec codec = JavaCodec.filtered(noIntegers);
        assertThat(codec.decode(codec.encode(new Point(1, 2)))).isEqualTo(new Point(1, 2));
        assertThatThrownBy(() -> codec.decode(codec.encode(1))).hasMessageContaining("java.lang.Integer");
    }

    @Test
    void lengthThatAnArrayCannotHaveIsRefusedBeforeItIsMade() {
        byte[] bytes = JDK.encode(new long[0]);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES, Integer.MAX_VALUE);
        assertThatThrownBy(() -> JDK.decode(bytes)).hasMessageContaining("long[]");
    }

    @Test
    void classThatIsMissingIsNamed() {
        byte[] bytes = renamed(JDK.encode(new AtomicLong(1)), "AtomicLong", "AtomicGone");
        assertThatThrownBy(() -> JDK.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("missing here", "java.util.concurrent.atomic.AtomicGone");
    }

    @Test
    void classThatHasChangedIsNamed() {
        byte[] bytes = JDK.encode(new AtomicLong(1));
        int uid = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("AtomicLong") + "AtomicLong".length();
        bytes[uid] ^= 1;
        assertThatThrownBy(() -> JDK.decode(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("has changed", "java.util.concurrent.atomic.AtomicLong", "serialVersionUID");
    }

    @Test
    void bytesThatAreNoObjectAreRefused() {
        byte[] cut = Arrays.copyOf(JDK.encode("text"), 8);
        for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3, 4, 5}, cut)) {
            assertThatThrownBy(() -> JDK.decode(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(" + bytes.length + " bytes) is no serialized object");
        }
        assertThat(cut[1]).isEqualTo((byte) ObjectStreamConstants.STREAM_MAGIC);
    }

    @Test
    void objectThatIsNotSerializableIsRefused() {
        assertThatThrownBy(() -> JDK.encode(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("java.lang.Object", "java.io.Serializable");
    }

    private static byte[] renamed(byte[] bytes, String from, String to) {
        return new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }
}
