package io.kvstore.internal.endpoint;

import java.sql.Connection;
import java.sql.SQLException;

/** One statement on a connection. */
@FunctionalInterface
public interface SqlFunction<T> {

    T on(Connection connection) throws SQLException;
}
