package io.kvstore.internal;

import java.util.regex.Pattern;

/** Hides passwords in JDBC URLs before they reach a message or a log. */
public final class Secrets {

    /**
     * {@code password=…} and its kin, up to the next parameter of a query or the end of a host's parentheses. Drivers
     * split URLs by rules of their own: rather hide too much.
     */
    private static final Pattern PARAMETER =
            Pattern.compile("(?i)(pass(?:word|wd)?\\w*\\s*=)(?:(?!&\\s*[\\w.]+\\s*=|\\)[,(/\\]]).)*");

    /** {@code user:password@host}, where a password may hold anything; but not {@code host:port/database?user=me@home}. */
    private static final Pattern USER_INFO = Pattern.compile("(//[^:/@?\\s]*:)(?:[^?\\s]*@|(?!\\d+[/,?])\\S*@)");

    private Secrets() {}

    public static String mask(String text) {
        return USER_INFO.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
    }
}
