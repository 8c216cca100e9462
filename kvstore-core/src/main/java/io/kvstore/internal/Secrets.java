package io.kvstore.internal;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides passwords in JDBC URLs before they reach a message or a log. */
public final class Secrets {

    /** The name of a parameter as drivers read it. Letters may be written as {@code %xx}. */
    private static final Pattern PARAMETER = Pattern.compile("([\\w.%+-]+)\\s*=");

    private static final Pattern ENCODED = Pattern.compile("%([0-9a-fA-F]{2})");

    /** Marks a secret parameter, in its decoded name in lower case. */
    private static final Pattern SECRET = Pattern.compile("pass|pwd|secret|token|credential");

    /**
     * Where a value certainly ends: before the next parameter of a query, or at the end of a host's parentheses.
     * Drivers split URLs by different rules, so this hides too much rather than too little.
     */
    private static final Pattern END = Pattern.compile("&\\s*[\\w.%+-]+\\s*=|\\)[,(/\\]]|$", Pattern.MULTILINE);

    /**
     * {@code user:password@host}, where a password may contain anything. It does not match {@code
     * host:port/database?user=me@home}.
     */
    private static final Pattern USER_INFO =
            Pattern.compile("((?://|jdbc:mysql:/?(?!/))[^:/@?\\s]*:)(?:[^?\\s]*@|(?!\\d+[/,?])\\S*@)");

    private Secrets() {}

    public static String mask(String text) {
        return USER_INFO.matcher(maskParameters(text)).replaceAll("$1***@");
    }

    private static String maskParameters(String text) {
        StringBuilder masked = new StringBuilder();
        Matcher parameter = PARAMETER.matcher(text);
        int shown = 0;
        while (parameter.find(shown)) {
            masked.append(text, shown, parameter.end());
            shown = parameter.end();
            if (isSecret(parameter.group(1))) {
                Matcher end = END.matcher(text);
                masked.append("***");
                shown = end.find(shown) ? end.start() : text.length();
            }
        }
        return masked.append(text, shown, text.length()).toString();
    }

    private static boolean isSecret(String name) {
        String decoded = ENCODED.matcher(name)
                .replaceAll(hex -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(hex.group(1), 16))));
        return SECRET.matcher(decoded.toLowerCase(Locale.ROOT)).find();
    }
}
