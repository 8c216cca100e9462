package io.kvstore.internal.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which server it is, by what it says of itself.
 *
 * @param number the version, such as 9.7 as 907 and 11.4 as 1104
 */
record ServerVersion(boolean mariaDb, int number) {

    private static final Pattern NUMBER = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+).*");

    static ServerVersion of(String said) {
        Matcher number = NUMBER.matcher(said);
        return new ServerVersion(
                said.contains("MariaDB"),
                number.matches() ? Integer.parseInt(number.group(1)) * 100 + Integer.parseInt(number.group(2)) : 0);
    }

    boolean mySql() {
        return !mariaDb;
    }
}
