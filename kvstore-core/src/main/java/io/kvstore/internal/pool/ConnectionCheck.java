package io.kvstore.internal.pool;

import io.kvstore.internal.sql.SessionFacts;
import java.sql.Connection;
import java.sql.SQLException;

/** Looks at each new physical connection, once its session is set up, and before anybody gets it. */
@FunctionalInterface
public interface ConnectionCheck {

    /** An SQLException refuses the connection. */
    void check(Connection connection, SessionFacts facts) throws SQLException;
}
