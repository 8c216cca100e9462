package io.kvstore;

/** A {@link KvStore} without a blocked thread. It is closed with the store it came from. Thread-safe. */
public interface AsyncKvStore extends AsyncKvOperations<byte[]> {

    /**
     * The same seen through a codec, which works on the caller's thread for what goes in, and where futures are
     * completed for what comes out.
     *
     * @param codec turns values into bytes and back
     * @param <V> the type of the values
     * @return a typed view, as thread-safe as its codec
     */
    <V> AsyncKvOperations<V> as(Codec<V> codec);
}
