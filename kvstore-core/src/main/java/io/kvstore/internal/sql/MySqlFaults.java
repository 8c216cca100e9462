package io.kvstore.internal.sql;

import java.sql.SQLException;

/** What the errors of MySQL, MariaDB and Connector/J mean. */
final class MySqlFaults {

    private MySqlFaults() {}

    static Fault of(SQLException error) {
        return switch (error.getErrorCode()) {
            case 1213, 1205, 1020, 3572, 3101 -> Fault.CONTENTION;
            case 1040, 1203, 1226, 1290, 1836, 3032, 3100 -> Fault.NOT_SERVING;
            case 1044, 1045, 1049, 1142, 1143, 1146, 1054, 1698 -> Fault.MISCONFIGURED;
            case 1053, 1317, 4031, 1077, 1079, 1080, 1180, 1026 -> Fault.BROKEN_OFF;
            case 1021, 1037, 1038, 1041, 1114, 1153 -> Fault.REFUSED; // disk, memory or packet full
            case 3819 -> Fault.REFUSED; // a CHECK constraint, told with a state that says nothing
            default -> byState(error);
        };
    }

    private static Fault byState(SQLException error) {
        String state = error.getSQLState() == null ? "" : error.getSQLState();
        return switch (state) {
            case "08003" -> Fault.STALE_CONNECTION;
            case "08001", "08004" -> Fault.NOT_SERVING;
            case "28000" -> Fault.MISCONFIGURED;
            default ->
                state.startsWith("08")
                        ? Fault.LOST_CONNECTION
                        : state.startsWith("22")
                                        || state.startsWith("23")
                                        || state.startsWith("42")
                                        || state.startsWith("S1")
                                ? Fault.REFUSED
                                : Fault.BROKEN_OFF;
        };
    }
}
