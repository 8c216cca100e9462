@NullMarked
package io.kvstore.examples.bench;

import org.jspecify.annotations.NullMarked;
