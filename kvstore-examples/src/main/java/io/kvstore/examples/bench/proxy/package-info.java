/**
 * A network between a client and a server on one machine: a TCP proxy that holds every byte back for a while. Start at
 * {@link io.kvstore.examples.bench.proxy.DelayProxy}.
 */
@NullMarked
package io.kvstore.examples.bench.proxy;

import org.jspecify.annotations.NullMarked;
