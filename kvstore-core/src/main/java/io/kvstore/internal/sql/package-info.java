/** The SQL: statements, table definitions, and the meaning of error codes. Not API. */
@NullMarked
package io.kvstore.internal.sql;

import org.jspecify.annotations.NullMarked;
