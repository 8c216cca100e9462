package io.kvstore.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlFaultTest {

    private final Dialect dialect = new MySqlDialect();

    /** Code, SQLState and fault of what servers and driver say. */
    @ParameterizedTest
    @CsvSource({
        "1213, 40001, CONTENTION", // deadlock
        "1205, HY000, CONTENTION", // lock wait timeout
        "1205, 41000, CONTENTION", // the same, as older servers say it
        "1020, HY000, CONTENTION", // MariaDB: the record has changed since last read
        "3572, HY000, CONTENTION", // NOWAIT
        "3101, HY000, CONTENTION", // group replication rolled the transaction back
        "1040, 08004, NOT_SERVING", // too many connections
        "1203, 42000, NOT_SERVING", // too many connections of this user
        "1226, 42000, NOT_SERVING", // a resource limit of this user
        "1290, HY000, NOT_SERVING", // read_only
        "1836, HY000, NOT_SERVING", // innodb_read_only
        "3032, HY000, NOT_SERVING", // offline mode
        "3100, HY000, NOT_SERVING", // group replication refused the commit
        "1044, 42000, MISCONFIGURED", // no privilege for the database
        "1045, 28000, MISCONFIGURED", // wrong password
        "1698, 28000, MISCONFIGURED", // the same, by plugin
        "1049, 42000, MISCONFIGURED", // unknown database
        "1142, 42000, MISCONFIGURED", // no privilege for the table
        "1143, 42000, MISCONFIGURED", // no privilege for the column
        "1146, 42S02, MISCONFIGURED", // no such table
        "1054, 42S22, MISCONFIGURED", // no such column
        "1053, 08S01, BROKEN_OFF", // the server shuts down
        "1317, 70100, BROKEN_OFF", // KILL QUERY
        "4031, HY000, BROKEN_OFF", // disconnected for inactivity
        "1180, HY000, BROKEN_OFF", // error during commit
        "1026, HY000, BROKEN_OFF", // error writing a file
        "1153, 08S01, REFUSED", // packet larger than the server takes
        "1114, HY000, REFUSED", // table full: no space left
        "1021, HY000, REFUSED", // disk full
        "0, 08003, STALE_CONNECTION", // connection closed before the statement
        "0, 08001, NOT_SERVING", // cannot connect
        "0, 08004, NOT_SERVING", // the server rejected the connection
        "0, 08S01, LOST_CONNECTION", // communications failure, socket timeout
        "0, 08007, LOST_CONNECTION", // communications failure during commit
        "0, 28000, MISCONFIGURED",
        "0, S1000, REFUSED", // packet larger than max_allowed_packet, before it is sent
        "1406, 22001, REFUSED", // value too long
        "1062, 23000, REFUSED", // duplicate key
        "1064, 42000, REFUSED", // syntax
        "3819, HY000, REFUSED", // CHECK constraint
    })
    void errorMeansAFault(int code, String state, Fault fault) {
        assertThat(dialect.fault(new SQLException("message", state, code))).isEqualTo(fault);
    }

    /** Nobody knows what an unknown error did: the caller is told that a write may have happened. */
    @ParameterizedTest
    @CsvSource({"9999, HY000", "9999, ''", "9999,", "0,", "0, 70100", "-1, XA100"})
    void unlistedErrorMayHaveHappened(int code, String state) {
        Fault fault = dialect.fault(new SQLException("message", state, code));
        assertThat(fault).isEqualTo(Fault.BROKEN_OFF);
        assertThat(fault.mayHaveHappened()).isTrue();
    }

    @Test
    void errorOfABatchCountsByItsCode() {
        SQLException deadlock = new SQLException("deadlock", "40001", 1213);
        assertThat(dialect.fault(new BatchUpdateException("deadlock", "40001", 1213, new int[0], deadlock)))
                .isEqualTo(Fault.CONTENTION);
    }
}
