package io.kvstore.adapter.bucket4j;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.bucket4j.BucketExceptions.BucketExecutionException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The value of a bucket's key: a mark, then the state as Bucket4j writes it. */
final class StoredState {

    private static final byte[] MARK = "b4j1".getBytes(US_ASCII);

    private StoredState() {}

    static byte[] of(byte[] state) {
        return ByteBuffer.allocate(MARK.length + state.length)
                .put(MARK)
                .put(state)
                .array();
    }

    static byte[] read(String key, byte[] value) {
        if (value.length < MARK.length || !Arrays.equals(MARK, 0, MARK.length, value, 0, MARK.length)) {
            throw new BucketExecutionException("the value of '" + key + "' (" + value.length
                    + " bytes) is not a bucket: delete the key, or give the buckets another prefix");
        }
        return Arrays.copyOfRange(value, MARK.length, value.length);
    }
}
