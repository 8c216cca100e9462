/** H2, the embedded default. Not API. */
@NullMarked
package io.kvstore.internal.engine.h2;

import org.jspecify.annotations.NullMarked;
