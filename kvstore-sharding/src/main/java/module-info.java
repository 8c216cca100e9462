/** Many shards as one {@link io.kvstore.KvStore}. */
module io.kvstore.sharding {
    requires com.google.common;
    requires transitive io.kvstore;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports io.kvstore.sharding;

    provides io.kvstore.spi.KvStoreProvider with
            io.kvstore.sharding.internal.ShardedKvStoreProvider;
}
