/** The kinds of database, each in a package of its own. Not API. */
@NullMarked
package io.kvstore.internal.engine;

import org.jspecify.annotations.NullMarked;
