/**
 * A metadata store for Spring Integration, which is an optional dependency: add {@code
 * org.springframework.integration:spring-integration-core} to use this package. Start at {@link
 * io.kvstore.adapter.integration.KvStoreMetadataStore}.
 */
@NullMarked
package io.kvstore.adapter.integration;

import org.jspecify.annotations.NullMarked;
