package io.kvstore.internal.pool;

import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;

/** Checks each new physical connection after its session is set up and before anyone uses it. */
@FunctionalInterface
public interface ConnectionCheck {

    /** Throws an SQLException to refuse the connection. */
    void check(Connection connection, SessionFacts facts) throws SQLException;
}
