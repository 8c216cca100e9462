package io.kvstore.internal.engine.mysql.error;

import com.google.common.base.Throwables;
import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.UnfitSessionException;
import java.sql.SQLException;

/**
 * The meaning of the errors of MySQL, MariaDB and Connector/J for a statement. The rule: if the server answers with an
 * error, nothing happened, because each statement is a transaction of its own, or ends with its COMMIT. The exceptions
 * are listed here, from the error lists of MySQL 9.7 and MariaDB 11.4.
 */
public final class MySqlFaults {

    private MySqlFaults() {}

    public static Fault of(SQLException error) {
        if (error instanceof UnfitSessionException) {
            return Fault.MISCONFIGURED;
        }
        return error.getErrorCode() == 0 ? ofDriver(error) : ofServer(error.getErrorCode(), state(error));
    }

    private static Fault ofServer(int code, String state) {
        return switch (code) {
            // Rolled back because of another transaction: deadlock, changed since read, certification of a group, table
            // changed
            // meanwhile, statement to be prepared anew, lock taken away by DDL.
            case 1213, 1020, 3101, 1412, 1615, 1689 -> Fault.CONTENTION;
            case 1205, 3572 -> Fault.LOCK_WAIT; // the latter with NOWAIT
            // Sent before the server read the statement: idle for too long, or it could not read it.
            case 4031, 1154, 1155, 1156, 1157, 1158, 1159 -> Fault.STALE_CONNECTION;
            case 1153 -> Fault.HUNG_UP; // packet larger than the server takes
            // Too many connections, limits of the user, offline (two), a member of a Galera cluster or of a group that
            // takes no statements now.
            case 1040, 1203, 1226, 3032, 6400, 1047, 3781, 3782, 3796, 3797 -> Fault.NOT_SERVING;
            case 1290, 1836, 1874, 3989 -> Fault.READ_ONLY; // by option, InnoDB's mode (two), the schema's option
            // May have happened. Killed, which may meet a commit that waits for replicas, and MariaDB rolls back
            // less than it says: shutdown, KILL QUERY, KILL, max_statement_time, KILL of a session.
            case 1053, 1317, 1927, 1969, 3169 -> Fault.BROKEN_OFF;
            // May have happened. The commit itself failed: in the engine, in the rollback, in writing the binlog
            // (binlog_error_action), or in the group, whose other members may have got it.
            case 1180, 1181, 1026, 1598, 3100, 4173 -> Fault.BROKEN_OFF;
            // Happened, but the answer could not be sent.
            case 1160, 1161, 3068 -> Fault.BROKEN_OFF;
            case 1105 -> Fault.BROKEN_OFF; // "unknown error": nobody says what it means
            default -> MySqlSetupErrors.contains(code) ? Fault.MISCONFIGURED : byRange(code, state);
        };
    }

    /** Errors below 1000 are of the file system, and commits write files. Errors from 2000 on are of proxies. */
    private static Fault byRange(int code, String state) {
        boolean ofServer = (code >= 1000 && code < 2000) || (code >= 3000 && code < 9000);
        boolean lostOrKilled = state.startsWith("08") || state.equals("70100");
        return ofServer && !lostOrKilled ? Fault.REFUSED : Fault.BROKEN_OFF;
    }

    /** Errors of the driver: before it sends, or because no answer came. */
    private static Fault ofDriver(SQLException error) {
        if (inChain(error, "PacketTooBigException")) {
            return Fault.HUNG_UP; // before sending, or of a read whose rest nobody reads
        }
        String state = state(error);
        return switch (state) {
            case "08003" -> Fault.STALE_CONNECTION;
            case "08001", "08004" -> Fault.NOT_SERVING;
            case "28000" -> Fault.MISCONFIGURED;
            case "S1009", "S1C00", "0A000" -> Fault.REFUSED; // a bad argument, a closed statement, no such feature
            default ->
                state.startsWith("08")
                        ? closedAsIdle(error) ? Fault.STALE_CONNECTION : Fault.LOST_CONNECTION
                        : state.startsWith("22") || state.startsWith("23") || state.startsWith("42")
                                ? Fault.REFUSED
                                : Fault.BROKEN_OFF;
        };
    }

    /** Error 4031. The driver keeps only the text of the server. A broken connection has another cause. */
    private static boolean closedAsIdle(SQLException error) {
        Throwable root = Throwables.getRootCause(error);
        return root.getClass().getSimpleName().equals("CJCommunicationsException")
                && root.getMessage() != null
                && root.getMessage().contains("wait_timeout");
    }

    /**
     * Whether it is an error of access or syntax. For the store's own fixed statements a retry does not help against
     * it.
     */
    public static boolean isOfAccessOrSyntax(SQLException error) {
        boolean refused = error.getErrorCode() != 0 && of(error) == Fault.REFUSED;
        return refused && (state(error).startsWith("42") || state(error).startsWith("28"));
    }

    /** Whether an exception whose class has this name, or ends with it, is the cause. */
    static boolean inChain(Throwable error, String type) {
        return Throwables.getCausalChain(error).stream()
                .anyMatch(cause -> cause.getClass().getSimpleName().endsWith(type));
    }

    private static String state(SQLException error) {
        return error.getSQLState() == null ? "" : error.getSQLState();
    }
}
