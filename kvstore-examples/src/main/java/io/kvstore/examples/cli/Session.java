package io.kvstore.examples.cli;

import io.kvstore.KvConfig;
import io.kvstore.KvStore;

/**
 * What the commands of a shell share.
 *
 * @param store stays open as long as the shell
 * @param config the config of the store
 */
record Session(KvStore store, KvConfig config) {}
