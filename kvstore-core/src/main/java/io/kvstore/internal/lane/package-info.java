/** How concurrent calls share statements. Knows nothing of SQL. Not API. */
@NullMarked
package io.kvstore.internal.lane;

import org.jspecify.annotations.NullMarked;
