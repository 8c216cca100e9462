package io.kvstore.internal.engine.mysql.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.exceptions.CJCommunicationsException;
import com.mysql.cj.jdbc.exceptions.PacketTooBigException;
import io.kvstore.internal.engine.mysql.MySqlDialect;
import io.kvstore.internal.sql.Dialect;
import io.kvstore.internal.sql.Fault;
import java.net.SocketException;
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
        "1205, HY000, LOCK_WAIT", // lock wait timeout
        "1205, 41000, LOCK_WAIT", // the same, as older servers say it
        "1020, HY000, CONTENTION", // MariaDB: the record has changed since last read
        "3572, HY000, LOCK_WAIT", // NOWAIT
        "3101, 40000, CONTENTION", // group replication rolled the transaction back
        "1412, HY000, CONTENTION", // the table was changed meanwhile
        "1615, HY000, CONTENTION", // to be prepared anew
        "1689, HY000, CONTENTION", // DDL took the lock away
        "1040, 08004, NOT_SERVING", // too many connections
        "1203, 42000, NOT_SERVING", // too many connections of this user
        "1226, 42000, NOT_SERVING", // a resource limit of this user
        "1290, HY000, READ_ONLY", // read_only
        "1836, HY000, READ_ONLY", // innodb_read_only
        "1874, HY000, READ_ONLY", // InnoDB is read-only
        "3989, HY000, READ_ONLY", // the schema is read-only
        "3032, HY000, NOT_SERVING", // offline mode
        "6400, HY000, NOT_SERVING", // the same, with a reason
        "1047, 08S01, NOT_SERVING", // Galera: this node takes no statements now
        "3797, HY000, NOT_SERVING", // group replication: waiting for consistency failed before the statement
        "1044, 42000, MISCONFIGURED", // no privilege for the database
        "1045, 28000, MISCONFIGURED", // wrong password
        "1698, 28000, MISCONFIGURED", // the same, by plugin
        "1049, 42000, MISCONFIGURED", // unknown database
        "1046, 3D000, MISCONFIGURED", // no database
        "1142, 42000, MISCONFIGURED", // no privilege for the table
        "1143, 42000, MISCONFIGURED", // no privilege for the column
        "1227, 42000, MISCONFIGURED", // no privilege for the action
        "1370, 42000, MISCONFIGURED", // no privilege for the routine
        "1130, HY000, MISCONFIGURED", // no user for this host
        "1129, HY000, MISCONFIGURED", // host blocked after errors
        "1251, 08004, MISCONFIGURED", // the client cannot authenticate as the server asks
        "1524, HY000, MISCONFIGURED", // plugin not loaded
        "1862, HY000, MISCONFIGURED", // password expired
        "1862, S1000, MISCONFIGURED", // the same, as the driver passes it on
        "1820, HY000, MISCONFIGURED", // password must be changed
        "3118, HY000, MISCONFIGURED", // account locked
        "3955, HY000, MISCONFIGURED", // the same, after wrong passwords
        "4151, HY000, MISCONFIGURED", // the same on MariaDB
        "3159, HY000, MISCONFIGURED", // TLS demanded
        "1193, HY000, MISCONFIGURED", // unknown system variable
        "1146, 42S02, MISCONFIGURED", // no such table
        "1054, 42S22, MISCONFIGURED", // no such column
        "1364, HY000, MISCONFIGURED", // a column without a default
        "1665, HY000, MISCONFIGURED", // binlog_format=STATEMENT
        "1792, 25006, MISCONFIGURED", // read-only sessions
        "1053, 08S01, BROKEN_OFF", // the server shuts down
        "1317, 70100, BROKEN_OFF", // KILL QUERY
        "1927, 70100, BROKEN_OFF", // KILL, on MariaDB
        "1969, 70100, BROKEN_OFF", // max_statement_time, on MariaDB
        "1180, HY000, BROKEN_OFF", // error during commit
        "1181, HY000, BROKEN_OFF", // error during rollback
        "1026, HY000, BROKEN_OFF", // error writing a file
        "1598, HY000, BROKEN_OFF", // the binlog cannot be written
        "3100, HY000, BROKEN_OFF", // group replication failed during the commit: other members may have it
        "3, HY000, BROKEN_OFF", // error writing a file, from below the server
        "1160, 08S01, BROKEN_OFF", // the answer could not be sent
        "1161, 08S01, BROKEN_OFF", // the answer could not be sent in time
        "3068, 08S01, BROKEN_OFF", // the answer is too large
        "1105, HY000, BROKEN_OFF", // unknown error
        "1184, 08S01, BROKEN_OFF", // the connection was aborted
        "2013, HY000, BROKEN_OFF", // a proxy lost the server while it waited for the answer
        "4031, HY000, STALE_CONNECTION", // disconnected for inactivity, before the statement
        "1158, 08S01, STALE_CONNECTION", // the statement could not be read
        "1159, 08S01, STALE_CONNECTION", // the statement was not read in time
        "1153, 08S01, HUNG_UP", // packet larger than the server takes
        "1114, HY000, REFUSED", // table full: no space left
        "1021, HY000, REFUSED", // disk full
        "1041, HY000, REFUSED", // out of memory
        "1197, HY000, REFUSED", // larger than max_binlog_cache_size
        "1206, HY000, REFUSED", // the lock table is full
        "3024, HY000, REFUSED", // max_execution_time, of reads
        "0, 08003, STALE_CONNECTION", // connection closed before the statement
        "0, 08001, NOT_SERVING", // cannot connect
        "0, 08004, NOT_SERVING", // the server rejected the connection
        "0, 08S01, LOST_CONNECTION", // communications failure, socket timeout
        "0, 08007, LOST_CONNECTION", // communications failure during commit
        "0, 28000, MISCONFIGURED",
        "0, S1009, REFUSED", // a closed statement, a bad argument
        "1406, 22001, REFUSED", // value too long
        "1062, 23000, REFUSED", // duplicate key
        "1452, 23000, REFUSED", // a foreign key
        "1644, 45000, REFUSED", // a trigger says no
        "1064, 42000, REFUSED", // syntax
        "3819, HY000, REFUSED", // CHECK constraint
        "4025, 23000, REFUSED", // CHECK constraint on MariaDB
        "1030, HY000, REFUSED", // the storage engine says no
        "6999, HY000, REFUSED", // any other error of a server
    })
    void errorMeansAFault(int code, String state, Fault fault) {
        assertThat(dialect.fault(new SQLException("message", state, code))).isEqualTo(fault);
    }

    /** What is not of a server is of the driver after it sent, of a proxy, or of the files below a server. */
    @ParameterizedTest
    @CsvSource({"9999, HY000", "9001, ''", "2006,", "0,", "0, 70100", "0, S1000", "0, HY000", "-1, XA100", "20, HY000"})
    void unlistedErrorThatIsNotOfAServerMayHaveHappened(int code, String state) {
        Fault fault = dialect.fault(new SQLException("message", state, code));
        assertThat(fault).isEqualTo(Fault.BROKEN_OFF);
        assertThat(fault.mayHaveHappened()).isTrue();
    }

    @Test
    void packetThatTheDriverDoesNotSendDidNotHappen() {
        Fault fault = dialect.fault(new PacketTooBigException(2_000_000, 1_000_000));
        assertThat(fault.mayHaveHappened()).isFalse();
        assertThat(fault).isEqualTo(Fault.HUNG_UP);
    }

    /** The driver drops the code of 4031. Its own words about wait_timeout, on a connection that broke, are another matter. */
    @Test
    void connectionThatTheServerClosedAsIdleWasClosedBeforeTheStatement() {
        String told = "The client was disconnected by the server because of inactivity. See wait_timeout and"
                + " interactive_timeout for configuring this behavior.";
        Throwable idle = new CJCommunicationsException(told);
        assertThat(dialect.fault(new SQLException(told, "08S01", 0, idle))).isEqualTo(Fault.STALE_CONNECTION);
        Throwable broken = new CJCommunicationsException(told, new SocketException("Connection reset"));
        assertThat(dialect.fault(new SQLException(told, "08S01", 0, broken))).isEqualTo(Fault.LOST_CONNECTION);
        assertThat(dialect.fault(new SQLException(told, "08S01", 0))).isEqualTo(Fault.LOST_CONNECTION);
    }

    @Test
    void errorOfABatchCountsByItsCode() {
        SQLException deadlock = new SQLException("deadlock", "40001", 1213);
        assertThat(dialect.fault(new BatchUpdateException("deadlock", "40001", 1213, new int[0], deadlock)))
                .isEqualTo(Fault.CONTENTION);
    }

    @ParameterizedTest
    @CsvSource({
        "1045, 28000, MISCONFIGURED",
        "1064, 42000, MISCONFIGURED", // in sessionVariables
        "1115, 42000, MISCONFIGURED", // unknown character set
        "1040, 08004, NOT_SERVING",
        "1226, 42000, NOT_SERVING",
        "1114, HY000, REFUSED", // told as unavailable
        "0, 08S01, LOST_CONNECTION",
    })
    void errorWhileConnectingMeansAFault(int code, String state, Fault fault) {
        assertThat(dialect.connectFault(new SQLException("message", state, code)))
                .isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "1862, ALTER USER",
        "3118, ACCOUNT UNLOCK",
        "1142, Privileges",
        "1665, binlog_format=ROW",
        "1364, give it a default",
        "3159, sslMode=VERIFY_IDENTITY",
    })
    void setupErrorSaysWhatToDo(int code, String advice) {
        assertThat(dialect.advice(new SQLException("message", "HY000", code))).contains(advice);
        assertThat(dialect.advice(new SQLException("message", "HY000", 1114))).isEmpty();
    }
}
