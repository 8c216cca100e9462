/**
 * A local TCP proxy that delays the traffic between a client and a server. Start at
 * {@link io.kvstore.examples.bench.proxy.DelayProxy}.
 */
@NullMarked
package io.kvstore.examples.bench.proxy;

import org.jspecify.annotations.NullMarked;
