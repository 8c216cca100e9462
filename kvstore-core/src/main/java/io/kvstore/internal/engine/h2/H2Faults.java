package io.kvstore.internal.engine.h2;

import io.kvstore.internal.sql.Fault;
import io.kvstore.internal.sql.UnfitSessionException;
import java.sql.SQLException;

/** The meaning of H2's errors. */
final class H2Faults {

    private H2Faults() {}

    static Fault of(SQLException error) {
        if (error instanceof UnfitSessionException) {
            return Fault.MISCONFIGURED;
        }
        return switch (error.getErrorCode()) {
            case 50200 -> Fault.LOCK_WAIT;
            case 40001, 90131, 23505 -> Fault.CONTENTION; // 23505: two upserts inserted the same new key
            case 90007, 90067, 90098, 90121 -> Fault.STALE_CONNECTION;
            case 28000, 90013, 90146, 90149, 42102, 42103, 42104, 42122 -> Fault.MISCONFIGURED;
            case 23502, 90096, 90097 -> Fault.MISCONFIGURED; // a column that we do not know, no rights, read-only
            case 90020, 90135 -> Fault.NOT_SERVING; // another process has the file
            // May have happened: cancelled, input or output failed, the file is damaged, no memory, a bug in H2.
            case 57014, 90028, 90030, 90031, 90108, 50000 -> Fault.BROKEN_OFF;
            default -> Fault.REFUSED;
        };
    }

    /** For opening a database: an error in a URL or a file does not go away by a retry. */
    static Fault ofConnecting(SQLException error) {
        return switch (error.getErrorCode()) {
            case 90008, 90011, 90021, 90046, 90066, 90088, 90113, 90133, 90138 -> Fault.MISCONFIGURED; // the URL
            case 90030, 90048, 90049, 90050, 90055 -> Fault.MISCONFIGURED; // damaged, of another version, encrypted
            case 90117 -> Fault.MISCONFIGURED; // a server of H2 that takes no remote connections
            default -> of(error);
        };
    }

    static String advice(SQLException error) {
        return switch (error.getErrorCode()) {
            case 90020 -> "another process has it open: stop that process, or use other files";
            case 90011 -> "write the whole path, from the root";
            case 90030 -> "restore a backup of the file";
            case 90048 -> "open it with the version of H2 that wrote it, and convert it with SCRIPT and RUNSCRIPT";
            case 90097 -> "make the file writable, and take ACCESS_MODE_DATA out of its URL";
            case 23502 -> "somebody added a column: give it a default, or drop it";
            default -> "";
        };
    }
}
