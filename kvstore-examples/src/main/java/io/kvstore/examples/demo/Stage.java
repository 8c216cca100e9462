package io.kvstore.examples.demo;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;

/**
 * What every step of the demo works with.
 *
 * @param store four shards in memory
 * @param config what it was opened with
 * @param narrator tells what happens
 */
record Stage(KvStore store, KvConfig config, Narrator narrator) {}
