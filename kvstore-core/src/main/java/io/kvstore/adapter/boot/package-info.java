/**
 * Spring Boot 4: a {@link io.kvstore.KvStore} from the properties {@code kvstore.*}, with its reaper, health, metrics and
 * adapters. Boot finds it by itself. Nothing of this package is loaded without Boot. See {@code docs/SPRING.md}.
 */
@NullMarked
package io.kvstore.adapter.boot;

import org.jspecify.annotations.NullMarked;
