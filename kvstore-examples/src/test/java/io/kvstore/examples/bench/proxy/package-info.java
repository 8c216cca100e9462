@NullMarked
package io.kvstore.examples.bench.proxy;

import org.jspecify.annotations.NullMarked;
