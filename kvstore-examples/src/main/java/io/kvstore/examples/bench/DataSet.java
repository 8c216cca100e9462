package io.kvstore.examples.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The keys and values of a run, made from one seed. A value has the number of its key, a stamp, and noise that cannot
 * be compressed. So every byte of every answer can be checked at the cost of a memory compare. Immutable.
 */
final class DataSet {

    /** The smallest value: the key's number and a stamp. The stamp says where in the noise the rest starts. */
    static final int MIN_VALUE_SIZE = 2 * Long.BYTES;

    private static final int STAMPS = 4_096;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long seed;
    private final int keys;
    private final int valueSize;
    private final byte[] noise;

    DataSet(int keys, int valueSize, long seed) {
        this.keys = keys;
        this.valueSize = valueSize;
        this.seed = seed;
        noise = new byte[valueSize - MIN_VALUE_SIZE + STAMPS];
        new SplittableRandom(seed).nextBytes(noise);
    }

    static DataSet of(Plan plan) {
        return new DataSet(plan.keys(), plan.valueSize(), plan.seed());
    }

    int keys() {
        return keys;
    }

    /**
     * Keys with adjacent numbers do not have adjacent names, so neither popular keys nor the load follow the order of
     * an index.
     */
    String key(long number) {
        return "bench:" + HexFormat.of().toHexDigits(mix(number + seed));
    }

    /** The finalizer of SplitMix64, a bijection; see Steele, Lea and Flood, OOPSLA 2014. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A value for a key. Another stamp gives another value. */
    byte[] value(long number, int stamp) {
        byte[] value = new byte[valueSize];
        int start = Math.floorMod(stamp, STAMPS);
        LONG.set(value, 0, number);
        LONG.set(value, Long.BYTES, (long) start);
        System.arraycopy(noise, start, value, MIN_VALUE_SIZE, valueSize - MIN_VALUE_SIZE);
        return value;
    }

    /** The number of the key in a value. Only meaningful if {@link #isValue} is true. */
    int numberIn(byte[] value) {
        return value.length < MIN_VALUE_SIZE ? -1 : (int) (long) LONG.get(value, 0);
    }

    /** Whether every byte is as in a value that was made for the key. */
    boolean isValue(long number, byte[] value) {
        if (value.length != valueSize || (long) LONG.get(value, 0) != number) {
            return false;
        }
        long start = (long) LONG.get(value, Long.BYTES);
        return start >= 0
                && start < STAMPS
                && Arrays.equals(
                        value, MIN_VALUE_SIZE, valueSize, noise, (int) start, (int) start + valueSize - MIN_VALUE_SIZE);
    }

    /** Throws if a get did not return a value that was put under the key. */
    void check(String name, long number, Optional<byte[]> value) {
        if (value.isEmpty()) {
            throw new BenchException(name + ": get of '" + key(number) + "' returned absent, but the key was put");
        }
        if (!isValue(number, value.get())) {
            throw new BenchException(name + ": get of '" + key(number) + "' returned " + value.get().length
                    + " bytes that were never put");
        }
    }
}
