package io.kvstore.internal.lane;

/** Where requests go: a shard, or all shards of a store. Thread-safe. */
@FunctionalInterface
public interface Target {

    /** A call that is yet to be run or submitted. Throws if the store is closed. */
    <R> Call<R> call(Request<R> request, Context context);
}
