/**
 * Locks for ShedLock. ShedLock is an optional dependency: add {@code net.javacrumbs.shedlock:shedlock-core} to use this
 * package. Start at {@link io.kvstore.adapter.shedlock.KvStoreLockProvider}.
 */
@NullMarked
package io.kvstore.adapter.shedlock;

import org.jspecify.annotations.NullMarked;
