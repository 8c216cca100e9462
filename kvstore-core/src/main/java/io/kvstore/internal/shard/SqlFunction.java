package io.kvstore.internal.shard;

import java.sql.Connection;
import java.sql.SQLException;

/** One statement on a connection. */
@FunctionalInterface
interface SqlFunction<T> {

    T on(Connection connection) throws SQLException;
}
