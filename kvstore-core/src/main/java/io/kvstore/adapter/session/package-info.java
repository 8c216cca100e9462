/**
 * HTTP sessions in a store, with Spring Session. It is an optional dependency: add
 * {@code org.springframework.session:spring-session-core} to use this package. Start at
 * {@link io.kvstore.adapter.session.KvSessionRepository}.
 */
@NullMarked
package io.kvstore.adapter.session;

import org.jspecify.annotations.NullMarked;
