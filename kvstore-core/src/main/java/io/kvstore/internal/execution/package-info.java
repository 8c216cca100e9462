/** Runs statements: the retry loop, statements on one key and on several, and writes whose connection was lost. Not API. */
@NullMarked
package io.kvstore.internal.execution;

import org.jspecify.annotations.NullMarked;
