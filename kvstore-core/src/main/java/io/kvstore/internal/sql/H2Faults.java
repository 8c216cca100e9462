package io.kvstore.internal.sql;

import java.sql.SQLException;

/** What the errors of H2 mean. */
final class H2Faults {

    private H2Faults() {}

    static Fault of(SQLException error) {
        return switch (error.getErrorCode()) {
            case 40001, 50200, 90131, 23505 -> Fault.CONTENTION; // 23505: two upserts inserted the same new key
            case 90007, 90067, 90098, 90121 -> Fault.STALE_CONNECTION;
            case 28000, 90013, 90146, 42102, 42103, 42104, 42122 -> Fault.MISCONFIGURED;
            case 90020, 90030, 90050 -> Fault.NOT_SERVING; // another process has the file, or it is damaged
            case 57014, 90028, 90031 -> Fault.BROKEN_OFF;
            default -> Fault.REFUSED;
        };
    }
}
