/**
 * A store's config as text: from a YAML or JSON file ({@link io.kvstore.config.ConfigFile}), or from names and texts
 * that were read elsewhere ({@link io.kvstore.config.ConfigTree}).
 */
@NullMarked
package io.kvstore.config;

import org.jspecify.annotations.NullMarked;
