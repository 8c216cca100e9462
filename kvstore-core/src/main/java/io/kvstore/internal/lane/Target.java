package io.kvstore.internal.lane;

/** The destination of requests: a shard, or a store with all its shards. Thread-safe. */
@FunctionalInterface
public interface Target {

    /** Makes a call, which is then run or submitted. Throws if the store is closed. */
    <R> Call<R> call(Request<R> request, Context context);
}
