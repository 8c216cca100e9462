package io.kvstore.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;

/** Sets up each new physical connection, before anything else uses it. */
@FunctionalInterface
interface SessionSetup {

    /** Throws an SQLException to refuse the connection. */
    void setUp(Connection connection) throws SQLException;
}
