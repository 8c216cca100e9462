package io.kvstore.examples.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The keys and values of a run, all made from one seed. A value names its key and fills the rest with noise that cannot
 * be compressed, so that every answer can be checked to the last byte, for the price of a memory compare. Immutable.
 */
final class DataSet {

    /** The shortest value: the key's number and a stamp, which says where in the noise the rest begins. */
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

    /** Neighbours by number are no neighbours by name: neither popular keys nor the load follow an index's order. */
    String key(long number) {
        return "bench:" + HexFormat.of().toHexDigits(mix(number + seed));
    }

    /** The finalizer of SplitMix64, a bijection; see Steele, Lea and Flood, OOPSLA 2014. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** A value for a key; another stamp makes another value. */
    byte[] value(long number, int stamp) {
        byte[] value = new byte[valueSize];
        int start = Math.floorMod(stamp, STAMPS);
        LONG.set(value, 0, number);
        LONG.set(value, Long.BYTES, (long) start);
        System.arraycopy(noise, start, value, MIN_VALUE_SIZE, valueSize - MIN_VALUE_SIZE);
        return value;
    }

    /** Which key a value names; without meaning unless {@link #isValue}. */
    int numberIn(byte[] value) {
        return value.length < MIN_VALUE_SIZE ? -1 : (int) (long) LONG.get(value, 0);
    }

    /** Whether this is, to the last byte, a value that was made for that key. */
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

    /** Throws if a get came back with anything but what was put there. */
    void check(String name, long number, Optional<byte[]> value) {
        if (value.isEmpty()) {
            throw new BenchException(name + ": get of '" + key(number) + "' came back absent, though it was put there");
        }
        if (!isValue(number, value.get())) {
            throw new BenchException(name + ": get of '" + key(number) + "' came back with " + value.get().length
                    + " bytes that were never put there");
        }
    }
}
