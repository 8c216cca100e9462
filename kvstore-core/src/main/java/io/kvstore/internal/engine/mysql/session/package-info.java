/** Sessions on MySQL and MariaDB: their variables, what the server tells of itself, and how a lost one is ended. Not API. */
@NullMarked
package io.kvstore.internal.engine.mysql.session;

import org.jspecify.annotations.NullMarked;
