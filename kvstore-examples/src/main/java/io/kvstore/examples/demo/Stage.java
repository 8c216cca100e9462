package io.kvstore.examples.demo;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;

/**
 * What the steps of the demo share.
 *
 * @param store four embedded shards
 * @param config the config of the store
 * @param narrator prints the demo
 */
record Stage(KvStore store, KvConfig config, Narrator narrator) {}
