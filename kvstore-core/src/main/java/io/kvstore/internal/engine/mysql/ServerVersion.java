package io.kvstore.internal.engine.mysql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Product and version of a server.
 *
 * @param number the version: 907 for 9.7, 1104 for 11.4
 */
public record ServerVersion(boolean mariaDb, int number) {

    private static final Pattern NUMBER = Pattern.compile("(?:5\\.5\\.5-)?(\\d+)\\.(\\d+).*");

    public static ServerVersion of(String said) {
        Matcher number = NUMBER.matcher(said);
        return new ServerVersion(
                said.contains("MariaDB"),
                number.matches() ? Integer.parseInt(number.group(1)) * 100 + Integer.parseInt(number.group(2)) : 0);
    }

    public boolean mySql() {
        return !mariaDb;
    }
}
