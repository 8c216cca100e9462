/** What is said to a database: statements, DDL, and what its errors mean. Not API. */
@NullMarked
package io.kvstore.internal.sql;

import org.jspecify.annotations.NullMarked;
