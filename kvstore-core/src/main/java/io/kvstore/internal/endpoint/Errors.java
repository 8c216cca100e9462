package io.kvstore.internal.endpoint;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.Lists;
import io.kvstore.KvException;
import io.kvstore.KvOverloadedException;
import io.kvstore.KvServerException;
import io.kvstore.KvSetupException;
import io.kvstore.KvUnavailableException;
import io.kvstore.Outcome;
import io.kvstore.internal.Secrets;
import io.kvstore.internal.lane.Refusals;
import io.kvstore.internal.sql.Fault;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;

/** Converts errors of the driver and the pool to the exceptions of the API. Thread-safe. */
public final class Errors implements Refusals {

    /** The error code of MySQL and MariaDB for a lock wait timeout. */
    private static final int LOCK_WAIT_TIMEOUT = 1205;

    private static final int PACKET_TOO_LARGE = 1153;

    private final String shard;
    private final Function<SQLException, String> advice;

    /** {@code advice} says what to do about an error, or is empty. */
    public Errors(String shard, Function<SQLException, String> advice) {
        this.shard = shard;
        this.advice = advice;
    }

    /** For a statement that failed on a connection. */
    KvException statement(SQLException error, Fault fault, boolean read) {
        Outcome outcome = fault.mayHaveHappened() && !read ? Outcome.UNKNOWN : Outcome.NOT_APPLIED;
        return switch (fault) {
            case CONTENTION -> server("deadlock in every retry: ", error, outcome);
            case LOCK_WAIT -> server("another transaction holds the row: ", error, outcome);
            case STALE_CONNECTION -> unavailable("the connection was closed: ", error, outcome);
            case LOST_CONNECTION ->
                unavailable(
                        timedOut(error) ? "no answer within the socket timeout: " : "the connection was lost: ",
                        error,
                        outcome);
            case NOT_SERVING, READ_ONLY -> unavailable("it accepts no writes or no connections now: ", error, outcome);
            case MISCONFIGURED -> new KvSetupException(shard, describe(error), error);
            case REFUSED -> server("the server refused the statement: ", error, outcome);
            case HUNG_UP ->
                new KvServerException(
                        shard,
                        "larger than the server accepts: " + said(error)
                                + ": raise max_allowed_packet there, or lower maxValueBytes",
                        outcome,
                        error.getErrorCode(),
                        error);
            case BROKEN_OFF -> server("the server aborted the statement: ", error, outcome);
        };
    }

    /** For a connection that could not be opened, or that was refused because its server is unfit. */
    KvException connection(SQLException error, Fault fault) {
        if (error instanceof UnfitServerException && error.getCause() instanceof KvException told) {
            return told.copy();
        }
        return fault == Fault.MISCONFIGURED
                ? new KvSetupException(shard, describe(error), error)
                : unavailable("cannot connect: ", error, Outcome.NOT_APPLIED);
    }

    /** For a call that waited too long for a row that another transaction holds. */
    public KvException rowLocked(Duration waited) {
        return new KvServerException(
                shard,
                "another transaction has held the row for " + waited
                        + " (pool.lockWaitTimeout): end that transaction, or try later",
                Outcome.NOT_APPLIED,
                LOCK_WAIT_TIMEOUT,
                null);
    }

    /** For a value that the server cannot send. */
    public KvException tooLarge(int bytes) {
        return new KvServerException(
                shard,
                "the value has " + bytes + " bytes, more than the server's max_allowed_packet lets it send: raise that;"
                        + " nothing was changed",
                Outcome.NOT_APPLIED,
                PACKET_TOO_LARGE,
                null);
    }

    /** For calls while the server does not answer. */
    KvException silent(SQLException error) {
        return unavailable("the server does not answer: ", error, Outcome.NOT_APPLIED);
    }

    KvException busy(SQLException error) {
        return unavailable("all connections are busy: ", error, Outcome.NOT_APPLIED);
    }

    @Override
    public KvException abandoned(String why, boolean mayHaveHappened) {
        return new KvUnavailableException(shard, why, mayHaveHappened ? Outcome.UNKNOWN : Outcome.NOT_APPLIED, null);
    }

    @Override
    public KvException unsettled() {
        return new KvUnavailableException(
                shard,
                "an earlier write to this key ended as UNKNOWN and may still happen; nothing was sent: try again once its"
                        + " connection is gone from the server",
                Outcome.NOT_APPLIED,
                null);
    }

    @Override
    public KvException overloaded(String limit, Duration waited) {
        String waiting = waited.isZero() ? "" : ", and no room within " + waited;
        return new KvOverloadedException(
                shard,
                limit + " are in flight, the most that backpressure allows" + waiting + ": send fewer calls at a time");
    }

    @Override
    public RuntimeException copy(RuntimeException shared) {
        return shared instanceof KvException told
                ? told.copy()
                : new IllegalStateException(shared.getMessage(), shared);
    }

    /** The same for reads. A failed read is always NOT_APPLIED, because it changes nothing. */
    public Refusals ofReads() {
        return new Refusals() {
            @Override
            public RuntimeException abandoned(String why, boolean mayHaveHappened) {
                return Errors.this.abandoned(why, false);
            }

            @Override
            public RuntimeException unsettled() {
                return Errors.this.unsettled();
            }

            @Override
            public RuntimeException overloaded(String limit, Duration waited) {
                return Errors.this.overloaded(limit, waited);
            }

            @Override
            public RuntimeException copy(RuntimeException shared) {
                return Errors.this.copy(shared);
            }
        };
    }

    /** The shard, for logs. */
    @Override
    public String toString() {
        return "shard '" + shard + "'";
    }

    /** For a call whose thread was interrupted. Sets the interrupt flag again. */
    public KvException interrupted(Throwable cause) {
        Thread.currentThread().interrupt();
        return new KvUnavailableException(shard, "interrupted while waiting", Outcome.NOT_APPLIED, cause);
    }

    /** The innermost SQLException: the pool wraps the error of the driver. */
    static SQLException deepest(SQLException error) {
        return error.getCause() instanceof SQLException inner ? deepest(inner) : error;
    }

    /** The SQLException that JDBI wraps. */
    static SQLException sqlCause(JdbiException error) {
        return Throwables.getCausalChain(error).stream()
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElseThrow(() -> error);
    }

    static boolean timedOut(Throwable error) {
        return Throwables.getCausalChain(error).stream().anyMatch(SocketTimeoutException.class::isInstance);
    }

    private KvException unavailable(String what, SQLException error, Outcome outcome) {
        return new KvUnavailableException(shard, what + describe(error), outcome, error);
    }

    private KvException server(String what, SQLException error, Outcome outcome) {
        return new KvServerException(shard, what + describe(error), outcome, error.getErrorCode(), error);
    }

    private String describe(SQLException error) {
        String help = advice.apply(error);
        return said(error) + (help.isEmpty() ? "" : ": " + help);
    }

    private static String said(SQLException error) {
        Throwable told = telling(error);
        String said = Strings.nullToEmpty(told.getMessage());
        String message = said.lines().findFirst().orElse(told.getClass().getSimpleName());
        String code = error.getErrorCode() == 0 ? "" : " (error " + error.getErrorCode() + ")";
        return Secrets.mask(message) + code;
    }

    /**
     * The exception with the most useful message. Usually it is the innermost: "Connection refused", not
     * "Communications link failure". But a message of Connector/J about a property is better than that of the parser
     * beneath it.
     */
    private static Throwable telling(SQLException error) {
        List<Throwable> chain = Throwables.getCausalChain(error);
        return Lists.reverse(chain).stream()
                .filter(cause -> cause.getClass().getName().startsWith("com.mysql.cj.exceptions.")
                        && cause.getMessage() != null
                        && !cause.getMessage().equals("Communications link failure"))
                .findFirst()
                .orElse(Throwables.getRootCause(error));
    }
}
