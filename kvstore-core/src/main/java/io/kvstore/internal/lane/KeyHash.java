package io.kvstore.internal.lane;

import java.util.Arrays;

/** A hash of stored keys, to distribute them over stripes. */
final class KeyHash {

    private KeyHash() {}

    /** Each bit depends on all bytes of the key, so the low bits may choose a stripe. */
    static int of(byte[] key) {
        int hash = Arrays.hashCode(key) * 0x9E3779B9; // 2^32 by the golden ratio: Knuth, TAOCP 3, 6.4
        return hash ^ hash >>> 16;
    }
}
