package io.kvstore.internal.pool;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done on each new physical connection, before anything else is. */
@FunctionalInterface
interface SessionSetup {

    /** An SQLException refuses the connection. */
    void setUp(Connection connection) throws SQLException;
}
