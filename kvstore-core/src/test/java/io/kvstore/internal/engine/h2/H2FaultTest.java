package io.kvstore.internal.engine.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H2FaultTest {

    private final Dialect dialect = new H2Dialect();

    @ParameterizedTest
    @CsvSource({
        "40001, CONTENTION", // deadlock
        "50200, LOCK_WAIT", // lock timeout
        "90131, CONTENTION", // concurrent update
        "23505, CONTENTION", // two upserts inserted the same new key
        "90007, STALE_CONNECTION", // the object is already closed
        "90067, STALE_CONNECTION", // connection broken
        "90098, STALE_CONNECTION", // the database has been closed
        "90121, STALE_CONNECTION", // the same, at the end of the process
        "28000, MISCONFIGURED", // wrong user or password
        "90013, MISCONFIGURED", // no such database
        "90146, MISCONFIGURED", // the same, with IFEXISTS
        "42102, MISCONFIGURED", // no such table
        "42103, MISCONFIGURED", // the same, with candidates
        "42104, MISCONFIGURED", // the same, empty database
        "42122, MISCONFIGURED", // no such column
        "90020, NOT_SERVING", // another process has the file
        "90135, NOT_SERVING", // in exclusive mode
        "23502, MISCONFIGURED", // null in a column that the store does not know
        "90096, MISCONFIGURED", // not enough rights
        "90097, MISCONFIGURED", // read-only
        "90030, BROKEN_OFF", // damaged file
        "90108, BROKEN_OFF", // out of memory
        "50000, BROKEN_OFF", // a bug in H2
        "57014, BROKEN_OFF", // cancelled
        "90028, BROKEN_OFF", // I/O error
        "90031, BROKEN_OFF", // I/O error
        "22001, REFUSED", // value too long
        "42000, REFUSED", // syntax
        "0, REFUSED",
    })
    void errorMeansAFault(int code, Fault fault) {
        assertThat(dialect.fault(new SQLException("message", "", code))).isEqualTo(fault);
    }

    @Test
    void whatH2ReallySaysIsUnderstood() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:h2:mem:faults", "sa", "");
        try (connection) {
            assertFault("SELECT * FROM missing", connection, Fault.MISCONFIGURED);
            assertFault("SELEKT", connection, Fault.REFUSED);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> DriverManager.getConnection("jdbc:h2:mem:faults", "sa", "wrong"))
                    .satisfies(e -> assertThat(dialect.fault(e)).isEqualTo(Fault.MISCONFIGURED));
        }
        assertFault("SELECT 1", connection, Fault.STALE_CONNECTION);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:relative/path, MISCONFIGURED, write the whole path",
        "jdbc:h2:file:relative/path, MISCONFIGURED, write the whole path",
        "jdbc:h2:mem:a;MODE=Nonsense, MISCONFIGURED, ''",
        "jdbc:h2:mem:a;NO_SUCH_SETTING=1, MISCONFIGURED, ''",
        "jdbc:h2:mem:a;LOCK_TIMEOUT=1;LOCK_TIMEOUT=2, MISCONFIGURED, ''",
        "jdbc:h2:mem:a;=, MISCONFIGURED, ''",
        "jdbc:h2:mem:b;IFEXISTS=TRUE, MISCONFIGURED, ''",
    })
    void urlThatH2CannotReadIsAMatterOfSetup(String url, Fault fault, String advice) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> DriverManager.getConnection(url, "sa", "").close())
                .satisfies(e -> {
                    assertThat(dialect.connectFault(e)).isEqualTo(fault);
                    assertThat(dialect.advice(e)).contains(advice);
                });
    }

    private void assertFault(String sql, Connection connection, Fault fault) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> connection.createStatement().execute(sql))
                .satisfies(e -> assertThat(dialect.fault(e)).isEqualTo(fault));
    }
}
