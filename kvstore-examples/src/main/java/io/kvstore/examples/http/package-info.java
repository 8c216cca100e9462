/**
 * An HTTP server for a store, described in {@code docs/openapi.yaml}. Start at
 * {@link io.kvstore.examples.http.KvHttpServer}.
 */
@NullMarked
package io.kvstore.examples.http;

import org.jspecify.annotations.NullMarked;
