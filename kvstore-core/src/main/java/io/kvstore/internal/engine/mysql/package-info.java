/** MySQL and MariaDB. Not API. */
@NullMarked
package io.kvstore.internal.engine.mysql;

import org.jspecify.annotations.NullMarked;
