package io.kvstore.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A URL of Connector/J, split as the driver splits it: {@code scheme//authority/database?properties}. Each part is
 * decoded.
 *
 * @param scheme in lower case, up to the slashes, such as {@code jdbc:mysql:}
 * @param servers as written, one or more
 * @param host of the first server; {@code localhost} if none is named
 * @param port of the first server, as written; empty if there is none
 * @param database empty if none is named
 * @param properties of the query and of the first server. Names that the driver accepts in any case are in lower case
 * @param serverProperties properties of the first server only; they override all others
 */
public record ConnectorUrl(
        String scheme,
        List<String> servers,
        String host,
        String port,
        String database,
        Map<String, String> properties,
        Map<String, String> serverProperties) {

    private static final Pattern URL = Pattern.compile("(?<scheme>[\\w+:%]+)\\s*(?://(?<authority>[^/?#]*))?\\s*"
            + "(?:/(?!\\s*/)(?<path>[^?#]*))?(?:\\?(?!\\s*\\?)(?<query>[^#]*))?(?:\\s*#.*)?");

    private static final Pattern LIST = Pattern.compile("\\[(.*)]");

    private static final Pattern HOST_AND_PORT = Pattern.compile("(?<host>.*?)(?::(?<port>[^:\\]]*))?");

    /** The driver accepts these names in any case, and all others only as it writes them. */
    private static final Set<String> IN_ANY_CASE = Set.of("user", "password", "host", "port", "protocol", "dbname");

    /** Throws an IllegalArgumentException if the driver could not read the URL. The message shows no password. */
    public static ConnectorUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        Checks.that(
                parts.matches(),
                "'%s' is no URL: write jdbc:mysql://host:port/database, then ?name=value&name=value",
                Secrets.mask(url));
        List<String> servers = servers(text(parts.group("authority")));
        Map<String, String> properties = new TreeMap<>();
        addPairs(properties, split(text(parts.group("query")), '&'));
        String first = servers.get(0);
        Matcher server = HOST_AND_PORT.matcher(first);
        boolean pairs = first.startsWith("(") || first.toLowerCase(Locale.ROOT).startsWith("address=");
        Map<String, String> serverProperties = new TreeMap<>();
        if (pairs) {
            addPairs(serverProperties, pairs(first));
            properties.putAll(serverProperties);
        }
        boolean named = !pairs && server.matches() && !server.group("host").isEmpty();
        return new ConnectorUrl(
                decode(text(parts.group("scheme")).replace("+", "%2B")).toLowerCase(Locale.ROOT),
                servers,
                named ? decode(server.group("host")) : properties.getOrDefault("host", "localhost"),
                pairs || text(server.group("port")).isEmpty()
                        ? properties.getOrDefault("port", "")
                        : decode(server.group("port")),
                properties.getOrDefault("dbname", decode(text(parts.group("path")))),
                properties,
                serverProperties);
    }

    private static String text(@Nullable String part) {
        return part == null ? "" : part.strip();
    }

    private static List<String> servers(String authority) {
        List<String> servers = new ArrayList<>();
        for (String server : split(authority, ',')) {
            Matcher list = LIST.matcher(server);
            // Brackets enclose several servers, or one IPv6 address.
            servers.addAll(
                    list.matches() && !list.group(1).matches("(?i)[\\da-f:.%]*:[\\da-f:.%]*:[\\da-f:.%]*")
                            ? split(list.group(1), ',')
                            : List.of(server));
        }
        return servers;
    }

    /** Splits at separators that are outside of parentheses and brackets. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (separator == ',') {
                depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
            }
            if (c == separator && depth <= 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(text.substring(start).strip());
        return parts;
    }

    /** Of {@code (host=h,port=1)} or {@code address=(host=h)(port=1)}. */
    private static List<String> pairs(String server) {
        String inside = server.substring(server.indexOf('(') + 1);
        return List.of(inside.split(server.startsWith("(") ? "[,)]" : "[()]"));
    }

    private static void addPairs(Map<String, String> properties, List<String> pairs) {
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (!name.isEmpty()) {
                String lower = name.toLowerCase(Locale.ROOT);
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                properties.put(IN_ANY_CASE.contains(lower) ? lower : name, value);
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.strip(), UTF_8);
        } catch (IllegalArgumentException e) {
            throw Checks.refusal("its URL has a %% that no two hexadecimal digits follow: write %%25 for the sign");
        }
    }
}
