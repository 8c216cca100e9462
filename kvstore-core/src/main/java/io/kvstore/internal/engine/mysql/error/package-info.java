/** What the error codes of MySQL and MariaDB mean, and what to do about them. Not API. */
@NullMarked
package io.kvstore.internal.engine.mysql.error;

import org.jspecify.annotations.NullMarked;
