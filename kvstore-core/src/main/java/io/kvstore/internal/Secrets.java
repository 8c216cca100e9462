package io.kvstore.internal;

import java.util.regex.Pattern;

/** Hides passwords in JDBC URLs before they reach a message or a log. */
public final class Secrets {

    /** {@code password=…} and its kin, up to the next separator. */
    private static final Pattern PARAMETER = Pattern.compile("(?i)(pass(word)?\\w*=)[^&;)\\s]*");

    /** {@code user:password@host}; a password may hold anything but a slash. */
    private static final Pattern USER_INFO = Pattern.compile("(//[^:/@]*:)[^/]*@");

    private Secrets() {}

    public static String mask(String text) {
        return USER_INFO.matcher(PARAMETER.matcher(text).replaceAll("$1***")).replaceAll("$1***@");
    }
}
