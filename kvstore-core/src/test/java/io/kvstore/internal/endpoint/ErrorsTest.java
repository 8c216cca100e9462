package io.kvstore.internal.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.exceptions.WrongArgumentException;
import io.kvstore.KvException;
import io.kvstore.KvServerException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.internal.sql.Fault;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorsTest {

    private final SQLException error = new SQLException("the reason\nand a stack trace", "HY000", 1234);

    private final Errors errors = new Errors("a", e -> "");

    @ParameterizedTest
    @CsvSource({
        "CONTENTION, KvServerException, deadlock in every retry: the reason (error 1234)",
        "LOCK_WAIT, KvServerException, another transaction holds the row: the reason (error 1234)",
        "STALE_CONNECTION, KvUnavailableException, the connection was closed: the reason (error 1234)",
        "LOST_CONNECTION, KvUnavailableException, the connection was lost: the reason (error 1234)",
        "NOT_SERVING, KvUnavailableException, it accepts no writes or no connections now: the reason (error 1234)",
        "READ_ONLY, KvUnavailableException, it accepts no writes or no connections now: the reason (error 1234)",
        "MISCONFIGURED, KvSetupException, the reason (error 1234)",
        "REFUSED, KvServerException, the server refused the statement: the reason (error 1234)",
        "HUNG_UP, KvServerException, 'larger than the server accepts: the reason (error 1234): raise max_allowed_packet there,"
                + " or lower maxValueBytes'",
        "BROKEN_OFF, KvServerException, the server aborted the statement: the reason (error 1234)",
    })
    void faultHasItsExceptionAndItsWords(Fault fault, String type, String message) {
        KvException told = errors.statement(error, fault, false);
        assertThat(told.getClass().getSimpleName()).isEqualTo(type);
        assertThat(told).hasMessage("shard 'a': " + message).hasCause(error);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void writeIsUnknownWhereItMayHaveHappenedAndAReadNever(Fault fault) {
        Outcome write =
                fault == Fault.LOST_CONNECTION || fault == Fault.BROKEN_OFF ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
        assertThat(errors.statement(error, fault, false).outcome()).isEqualTo(write);
        assertThat(errors.statement(error, fault, true).outcome()).isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void exceptionsSayWhichShardAndWhichError() {
        assertThat(errors.statement(error, Fault.REFUSED, false)).isInstanceOfSatisfying(KvServerException.class, e -> {
            assertThat(e.shard()).isEqualTo("a");
            assertThat(e.vendorCode()).isEqualTo(1234);
        });
        assertThat(errors.statement(error, Fault.NOT_SERVING, false))
                .isInstanceOfSatisfying(
                        KvUnavailableException.class, e -> assertThat(e.shard()).isEqualTo("a"));
        assertThat(errors.statement(error, Fault.MISCONFIGURED, false))
                .isInstanceOfSatisfying(
                        KvSetupException.class, e -> assertThat(e.shard()).isEqualTo("a"));
    }

    @Test
    void whatToDoAboutAnErrorStandsBehindIt() {
        Errors helpful = new Errors("a", e -> "mend " + e.getErrorCode());
        assertThat(helpful.statement(error, Fault.MISCONFIGURED, false))
                .hasMessage("shard 'a': the reason (error 1234): mend 1234");
        assertThat(helpful.connection(error, Fault.NOT_SERVING))
                .hasMessage("shard 'a': cannot connect: the reason (error 1234): mend 1234");
    }

    @Test
    void timeoutIsCalledSo() {
        SQLException timeout =
                new SQLException("Communications link failure", "08S01", new SocketTimeoutException("Read timed out"));
        assertThat(errors.statement(timeout, Fault.LOST_CONNECTION, false))
                .hasMessage("shard 'a': no answer within the socket timeout: Read timed out");
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, mode = EnumSource.Mode.EXCLUDE, names = "MISCONFIGURED")
    void connectionThatCannotBeHadIsUnavailableAndNothingHappened(Fault fault) {
        SQLException refused =
                new SQLException("Communications link failure", "08S01", new ConnectException("Connection refused"));
        assertThat(errors.connection(refused, fault))
                .isInstanceOf(KvUnavailableException.class)
                .hasMessage("shard 'a': cannot connect: Connection refused")
                .extracting(KvException::outcome)
                .isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void connectionThatIsMisconfiguredIsAMatterOfSetup() {
        assertThat(errors.connection(error, Fault.MISCONFIGURED))
                .isInstanceOf(KvSetupException.class)
                .hasMessage("shard 'a': the reason (error 1234)");
    }

    @Test
    void busyPoolIsUnavailableAndNothingHappened() {
        assertThat(errors.busy(new SQLException("not available, request timed out after 1000ms")))
                .isInstanceOf(KvUnavailableException.class)
                .hasMessageStartingWith("shard 'a': all connections are busy: ")
                .extracting(KvException::outcome)
                .isEqualTo(Outcome.NOT_APPLIED);
    }

    @Test
    void interruptIsTold() {
        KvException told = errors.interrupted(new InterruptedException());
        assertThat(Thread.interrupted()).as("flag").isTrue();
        assertThat(told).hasMessage("shard 'a': interrupted while waiting");
    }

    @Test
    void driverSaysMoreOfAPropertyThanTheParserBeneath() {
        SQLException unread = new SQLException(
                "Cannot load connection class",
                "S1009",
                new WrongArgumentException(
                        "The value 'NONSENSE' of sslMode is not acceptable", new IllegalArgumentException("No enum")));
        assertThat(errors.connection(unread, Fault.MISCONFIGURED))
                .hasMessage("shard 'a': The value 'NONSENSE' of sslMode is not acceptable");
    }

    @Test
    void messageNeverHoldsAPassword() {
        SQLException secret = new SQLException("cannot use jdbc:mysql://u:hush@h/db?password=hush");
        assertThat(errors.connection(secret, Fault.NOT_SERVING).getMessage())
                .isEqualTo("shard 'a': cannot connect: cannot use jdbc:mysql://u:***@h/db?password=***");
    }

    @Test
    void errorWithoutAMessageIsCalledByItsType() {
        SQLException silent = new SQLException(null, "08S01", new EOFException());
        assertThat(errors.statement(silent, Fault.LOST_CONNECTION, true))
                .hasMessage("shard 'a': the connection was lost: EOFException");
        assertThat(errors.statement(new SQLException(""), Fault.REFUSED, true))
                .hasMessage("shard 'a': the server refused the statement: SQLException");
    }
}
